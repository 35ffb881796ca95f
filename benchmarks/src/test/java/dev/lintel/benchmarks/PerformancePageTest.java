package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformancePageTest {
  private static final LatestResults LATEST =
      new LatestResults(List.of(SampleResults.write("emulator"), SampleResults.help()));

  private static final BenchArguments ARGUMENTS =
      new BenchArguments(Extent.QUICK, List.of(new WritePairing()));

  private static String page(String between) {
    return "# Performance\n\nBefore\n"
        + PerformancePage.BEGIN
        + between
        + PerformancePage.END
        + "\n\nAfter\n";
  }

  @Test
  void replacesWhatIsBetweenTheMarks() {
    String page = PerformancePage.replaced(page("\nold figures\n"), LATEST, ARGUMENTS);

    assertThat(page)
        .startsWith("# Performance\n\nBefore\n" + PerformancePage.BEGIN + "\n")
        .endsWith("\n" + PerformancePage.END + "\n\nAfter\n")
        .doesNotContain("old figures")
        .contains("The last run measured write, 5 pairs each (`--quick`)")
        .contains(
            "| write | emulator | rows/s | 42,000 | 16,800 | 47,000 | **2.50** (2.50–2.50) |"
                + " ≥ 2.50, met | **0.90** (0.80–1.00) | ≥ 0.95, missed |")
        .contains("![Writing rows](../benchmarks/results/write.svg)")
        .doesNotContain("read.svg");
  }

  @Test
  void replacingTwice_changesNothingMore() {
    String once = PerformancePage.replaced(page("\n"), LATEST, ARGUMENTS);

    assertThat(PerformancePage.replaced(once, LATEST, ARGUMENTS)).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", PerformancePage.BEGIN, PerformancePage.END})
  void aPageWithoutBothMarks_isRefused(String page) {
    assertThatThrownBy(() -> PerformancePage.replaced(page, LATEST, ARGUMENTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("docs/performance.md must have this line once: ");
  }

  @Test
  void marksInTheWrongOrder_areRefused() {
    String page = PerformancePage.END + PerformancePage.BEGIN;

    assertThatThrownBy(() -> PerformancePage.replaced(page, LATEST, ARGUMENTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is before");
  }
}
