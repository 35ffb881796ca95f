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
class WriteSideIT {
  private static final SampleRows GOOD = SampleRows.good(600);
  private static final SampleRows SOME_BAD = GOOD.withBadEvery(100);

  private static SpannerEmulator emulator;

  @BeforeAll
  static void logOnlyErrors() {
    QuietLogging.onlyErrors();
  }

  static Stream<WriteSide> everyWriter() {
    return Stream.of(
        side("plain client", new PlainClient(), GOOD),
        side("WriteRows", new WriteRowsPipeline(new EmulatorServer(emulator)), GOOD),
        side("WriteRows, bad rows", new WriteRowsPipeline(new EmulatorServer(emulator)), SOME_BAD),
        side("SpannerIO, bad rows", new SpannerIoPipeline(), SOME_BAD));
  }

  private static WriteSide side(String label, WriteMethod writer, SampleRows rows) {
    return new WriteSide(label, writer, rows, new EmulatorServer(emulator));
  }

  @ParameterizedTest
  @MethodSource("everyWriter")
  void leavesTheGoodRowsInTheTable(WriteSide side) throws Exception {
    assertThat(side.run().seconds()).isPositive();
  }

  @Test
  void givenAWriterThatLosesRows_fails() {
    assertThatThrownBy(() -> side("idle", (rows, target) -> {}, GOOD).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("idle is wrong: it comes to 0 rows, not to 600");
  }
}
