package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.benchmarks.PairingResult.Spread;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairingResultTest {

  @Test
  void theRatiosAreThoseOfPairs_notOfMedians() {
    var result =
        PairingResult.of(
            "read",
            "emulator",
            Measure.rate("rows"),
            List.of(100.0, 40.0, 90.0),
            List.of(50.0, 10.0, 60.0),
            List.of(100.0, 80.0, 60.0));

    assertThat(result)
        .isEqualTo(
            new PairingResult(
                "read",
                "emulator",
                "rows/s",
                90,
                Optional.of(50.0),
                Optional.of(80.0),
                Optional.of(new Spread(1.5, 2, 4)),
                Optional.of(new Spread(0.5, 1, 1.5))));
  }

  @Test
  void ofACost_lessIsBetter() {
    var result =
        PairingResult.of(
            "coder",
            "none",
            Measure.cost("bytes/mutation"),
            List.of(100.0),
            List.of(1_500.0),
            List.of());

    assertThat(result.ratioToPeer()).contains(new Spread(15, 15, 15));
    assertThat(result.limit()).isEmpty();
    assertThat(result.ratioToLimit()).isEmpty();
  }

  @Test
  void rejectsSidesOfDifferentLength() {
    assertThatThrownBy(
            () ->
                PairingResult.of(
                    "read",
                    "emulator",
                    Measure.rate("rows"),
                    List.of(1.0, 2.0),
                    List.of(1.0),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are 2 runs of one side and 1 of the other");
  }
}
