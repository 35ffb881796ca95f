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
class DeleteSideIT {
  private static final OldRows ROWS = new OldRows(600, 700);

  private static SpannerEmulator emulator;

  @BeforeAll
  static void logOnlyErrors() {
    QuietLogging.onlyErrors();
  }

  static Stream<DeleteSide> everyMethod() {
    return Stream.of(
        side("plain client", new PlainDeletes()),
        side("DeleteRows", new DeleteRowsPipeline()),
        side("SpannerIO", new SpannerIoDeletePipeline()));
  }

  private static DeleteSide side(String label, DeleteMethod method) {
    return new DeleteSide(label, method, ROWS, new EmulatorServer(emulator));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void deletesTheOldRowsOnly(DeleteSide side) throws Exception {
    assertThat(side.run().seconds()).isPositive();
  }

  @Test
  void givenAMethodThatLeavesRows_fails() {
    assertThatThrownBy(() -> side("idle", (rows, target) -> {}).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("idle is wrong: it comes to 700 rows, not to 100");
  }
}
