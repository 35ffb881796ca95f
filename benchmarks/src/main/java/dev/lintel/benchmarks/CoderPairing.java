package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.coders.MutationCoder;
import dev.lintel.coders.StructCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * The coders of a Mutation and of a Struct, and SerializableCoder, which Beam uses for these
 * classes: the time to encode and decode a row, and its size.
 */
record CoderPairing() implements Pairing {
  private static final String NO_SERVER = "none";
  private static final Mutation MUTATION = SampleRows.good(1).row(1_234_567);
  private static final Struct STRUCT = struct();

  /** Each takes seconds, and about as long as the others. */
  private static final int ROUND_TRIPS = 1_000_000;

  private static final int SERIALIZABLE_ROUND_TRIPS = 20_000;
  private static final double NANOS_A_SECOND = 1e9;

  @Override
  public String name() {
    return "coder";
  }

  @Override
  public Names names() {
    return new Names("Encoding and decoding a row", "Lintel's coder", "SerializableCoder", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    var serializableMutation = SerializableCoder.of(Mutation.class);
    var serializableStruct = SerializableCoder.of(Struct.class);
    return List.of(
        times(run, "mutation", MUTATION, MutationCoder.of(), serializableMutation),
        times(run, "struct", STRUCT, StructCoder.of(), serializableStruct),
        sizes("mutation", MUTATION, MutationCoder.of(), serializableMutation),
        sizes("struct", STRUCT, StructCoder.of(), serializableStruct));
  }

  private <T> PairingResult times(
      BenchRun run, String what, T value, Coder<T> ours, Coder<T> serializable) throws Exception {
    return run.compare(
        name(),
        NO_SERVER,
        Measure.cost("ns/" + what),
        timing -> timing.seconds() * NANOS_A_SECOND,
        Sides.of(side(ours, value, ROUND_TRIPS))
            .withPeer(side(serializable, value, SERIALIZABLE_ROUND_TRIPS)));
  }

  /** A side whose timing is that of one round trip. */
  private static <T> Side side(Coder<T> coder, T value, int roundTrips) {
    return new Side(
        coder.getClass().getSimpleName(),
        () -> {
          Timing timing =
              Timing.of(
                  () -> {
                    roundTrips(coder, value, roundTrips);
                    return null;
                  });
          return new Timing(timing.seconds() / roundTrips, timing.cpuSeconds() / roundTrips);
        });
  }

  private static <T> void roundTrips(Coder<T> coder, T value, int count) throws IOException {
    var buffer = new ByteArrayOutputStream();
    T decoded = value;
    for (int i = 0; i < count; i++) {
      buffer.reset();
      coder.encode(decoded, buffer);
      decoded = coder.decode(new ByteArrayInputStream(buffer.toByteArray()));
    }
    if (!decoded.equals(value)) {
      throw new IllegalStateException(coder + " changes a value");
    }
  }

  private <T> PairingResult sizes(String what, T value, Coder<T> ours, Coder<T> serializable)
      throws IOException {
    return PairingResult.of(
        name(),
        NO_SERVER,
        Measure.cost("bytes/" + what),
        List.of(size(ours, value)),
        List.of(size(serializable, value)),
        List.of());
  }

  private static <T> double size(Coder<T> coder, T value) throws IOException {
    return CoderUtils.encodeToByteArray(coder, value).length;
  }

  private static Struct struct() {
    var struct = Struct.newBuilder();
    MUTATION.asMap().forEach((column, value) -> struct.set(column).to(value));
    return struct.build();
  }
}
