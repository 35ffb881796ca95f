package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.SpannerEmulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@CountRequests
class VariantIT {
  private static final SampleRows GOOD = SampleRows.good(600);
  private static final SampleRows SOME_BAD = GOOD.withBadEvery(100);

  private static SpannerEmulator emulator;

  @BeforeAll
  static void logOnlyErrors() {
    QuietLogging.onlyErrors();
  }

  static Stream<Variant> everyWriter() {
    return Stream.of(
        new Variant("plain client", new PlainClient(), GOOD),
        new Variant("WriteRows", new WriteRowsPipeline(RunnerChecks.ON), GOOD),
        new Variant("WriteRows, bad rows", new WriteRowsPipeline(RunnerChecks.OFF), SOME_BAD),
        new Variant("SpannerIO, bad rows", new SpannerIoPipeline(RunnerChecks.OFF), SOME_BAD));
  }

  @ParameterizedTest
  @MethodSource("everyWriter")
  void leavesTheGoodRowsInTheTable(Variant variant) {
    assertThat(variant.run(emulator)).isPositive();
  }

  @Test
  void countsTheCommits() {
    assertThat(new Variant("plain client", new PlainClient(), GOOD).requests(emulator))
        .isEqualTo(2);
  }

  @Test
  void givenAWriterThatLosesRows_fails() {
    var idle = new Variant("idle", (rows, target) -> {}, GOOD);

    assertThatThrownBy(() -> idle.run(emulator))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("idle left 0 rows in the table, but should have left 600");
  }
}
