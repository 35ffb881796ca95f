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
class DeleteVariantIT {
  private static final OldRows ROWS = new OldRows(600, 700);

  private static SpannerEmulator emulator;

  @BeforeAll
  static void logOnlyErrors() {
    QuietLogging.onlyErrors();
  }

  static Stream<DeleteVariant> everyMethod() {
    return Stream.of(
        new DeleteVariant("plain client", new PlainDeletes(), ROWS),
        new DeleteVariant("DeleteRows", new DeleteRowsPipeline(RunnerChecks.ON), ROWS),
        new DeleteVariant("SpannerIO", new SpannerIoDeletePipeline(RunnerChecks.OFF), ROWS));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void deletesTheOldRowsOnly(DeleteVariant variant) {
    assertThat(variant.requests(emulator)).isPositive();
  }

  @Test
  void givenAMethodThatLeavesRows_fails() {
    var idle = new DeleteVariant("idle", (rows, target) -> {}, ROWS);

    assertThatThrownBy(() -> idle.run(emulator))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("idle left 700 rows in the table, but should have left 100");
  }
}
