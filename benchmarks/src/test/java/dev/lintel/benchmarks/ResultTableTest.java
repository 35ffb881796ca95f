package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  private static String rowOf(double ours, double peer, double limit) {
    PairingResult result =
        PairingResult.of(
            "write",
            "emulator",
            Measure.rate("rows"),
            List.of(ours),
            List.of(peer),
            List.of(limit));
    return ResultTable.of(List.of(result)).toString().lines().skip(2).findFirst().orElseThrow();
  }

  @Test
  void aTargetIsMetOrMissed() {
    assertThat(rowOf(30_000, 10_000, 31_000))
        .contains("**3.00** (3.00–3.00) | ≥ 2.50, met |")
        .contains("**0.97** (0.97–0.97) | ≥ 0.95, met |");
    assertThat(rowOf(20_000, 10_000, 31_000)).contains("| ≥ 2.50, missed |");
  }

  @Test
  void aTargetThatTheClientAloneMisses_isSaidToBe() {
    assertThat(rowOf(18_000, 10_000, 20_000))
        .contains("| ≥ 2.50, missed; the client alone reaches 2.00 |");
  }
}
