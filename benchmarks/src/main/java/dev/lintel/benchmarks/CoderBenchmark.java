package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.coders.MutationCoder;
import dev.lintel.coders.StructCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures the time to encode and decode a row, with Lintel's coders and with Java serialization,
 * which Beam uses for these classes by default.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoderBenchmark {

  private static final Mutation MUTATION = SampleRows.good(1).row(1_234_567);
  private static final Struct STRUCT = struct();

  private static final Coder<Mutation> MUTATION_SERIALIZABLE = SerializableCoder.of(Mutation.class);
  private static final Coder<Struct> STRUCT_SERIALIZABLE = SerializableCoder.of(Struct.class);

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

  /** Prints the sizes, then runs JMH and prints the times. */
  public static void main(String[] args) throws IOException, RunnerException {
    printSize("Mutation, MutationCoder", MutationCoder.of(), MUTATION);
    printSize("Mutation, SerializableCoder", MUTATION_SERIALIZABLE, MUTATION);
    printSize("Struct, StructCoder", StructCoder.of(), STRUCT);
    printSize("Struct, SerializableCoder", STRUCT_SERIALIZABLE, STRUCT);
    new Runner(new OptionsBuilder().include(CoderBenchmark.class.getSimpleName()).build()).run();
  }

  @Benchmark
  public Mutation mutationCoder() throws IOException {
    return roundTrip(MutationCoder.of(), MUTATION);
  }

  @Benchmark
  public Mutation mutationSerializableCoder() throws IOException {
    return roundTrip(MUTATION_SERIALIZABLE, MUTATION);
  }

  @Benchmark
  public Struct structCoder() throws IOException {
    return roundTrip(StructCoder.of(), STRUCT);
  }

  @Benchmark
  public Struct structSerializableCoder() throws IOException {
    return roundTrip(STRUCT_SERIALIZABLE, STRUCT);
  }

  private <T> T roundTrip(Coder<T> coder, T value) throws IOException {
    buffer.reset();
    coder.encode(value, buffer);
    return coder.decode(new ByteArrayInputStream(buffer.toByteArray()));
  }

  private static Struct struct() {
    var struct = Struct.newBuilder();
    MUTATION.asMap().forEach((column, value) -> struct.set(column).to(value));
    return struct.build();
  }

  private static <T> void printSize(String what, Coder<T> coder, T value) throws IOException {
    System.out.printf(
        Locale.ROOT, "%s: %,d bytes%n", what, CoderUtils.encodeToByteArray(coder, value).length);
  }
}
