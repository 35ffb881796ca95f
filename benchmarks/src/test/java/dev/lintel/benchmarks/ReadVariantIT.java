package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.SpannerEmulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
@CountRequests
class ReadVariantIT {
  private static final SampleRows ROWS = SampleRows.good(600);

  private static SpannerEmulator emulator;

  @BeforeAll
  static void logOnlyErrors() {
    QuietLogging.onlyErrors();
  }

  static Stream<ReadVariant> everyReader() {
    return Stream.of(
        new ReadVariant("plain client", new PlainClient(), ROWS),
        new ReadVariant("ReadRows", new ReadRowsPipeline(RunnerChecks.ON), ROWS),
        new ReadVariant("SpannerIO", new SpannerIoReadPipeline(RunnerChecks.OFF), ROWS),
        new ReadVariant("plain lookups", new PlainLookups(600), ROWS),
        new ReadVariant("LookupRows", new LookupRowsPipeline(RunnerChecks.ON, 600), ROWS),
        new ReadVariant(
            "readAll", new SpannerIoReadAllPipeline(RunnerChecks.OFF, 600, false), ROWS));
  }

  @ParameterizedTest
  @MethodSource("everyReader")
  void readsEveryRow(ReadVariant variant) {
    assertThat(variant.run(emulator)).isPositive();
    assertThat(variant.requests(emulator)).isPositive();
  }

  @Test
  void givenAReaderThatLosesRows_fails() {
    assertThatThrownBy(() -> new ReadVariant("idle", source -> 0, ROWS).run(emulator))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("idle read 0 rows of 600");
  }
}
