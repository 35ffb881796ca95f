package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a database, in whatever tables: it comes back from an export in any format. */
@Timeout(300)
@ExtendWith(SpannerEmulatorExtension.class)
class RandomRoundTripIT {

  @TempDir private Path folder;

  /** The system property {@code lintel.seeds} is how many databases it is to be. */
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("lintel.seeds", 4));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomDatabaseIsRestored(long seed, SpannerEmulator emulator) throws Exception {
    // Each format, in alternating dialects; with eight seeds, each in both.
    List<RecordFormat> formats = List.of(RecordFormat.values());
    RecordFormat format = formats.get((int) (seed % formats.size()));
    Dialect dialect =
        (seed + seed / formats.size()) % 2 == 0 ? Dialect.GOOGLE_STANDARD_SQL : Dialect.POSTGRESQL;
    RandomDatabase any = RandomDatabase.of(dialect, seed);
    // Timestamps of Parquet have microseconds, unless another option is given.
    RandomDatabase random = format == RecordFormat.PARQUET ? any.inMicroseconds() : any;
    EmulatorDatabase original = random.create(emulator);
    DatabaseContents expected = DatabaseContents.of(original);
    assertThat(expected.tables()).hasSameSizeAs(random.tables());

    assertThatCode(
            () -> {
              Path export = JobCommands.export(original, folder, "--format=" + format.optionName());
              DatabaseContents.of(JobCommands.load(emulator, dialect, export)).assertSame(expected);
            })
        .as("seed %d, %s, %s", seed, format, random.ddl())
        .doesNotThrowAnyException();
  }
}
