package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

  @Test
  void numbersAreAlignedAndSummed() {
    assertThat(SummaryTable.of(RunSummaries.FLIGHTS))
        .isEqualTo(
            """
            import succeeded in 1 min 15 s (run 2026-11-23T08-00-00Z-4f2a)

            table       read  written  failed
            Airports   7,698    7,698       0
            Routes    67,663   67,187     476
            total     75,361   74,885     476\
            """);
  }

  @Test
  void givenOneTable_hasNoTotals() {
    assertThat(
            SummaryTable.of(
                RunSummaries.EMPTY.withTable("T", Map.of(TableFigure.WRITTEN, 1_000_000L))))
        .endsWith("\n\ntable    written\nT      1,000,000");
  }

  @Test
  void givenAFigureThatOnlySomeCounted_showsADash() {
    assertThat(
            SummaryTable.of(
                RunSummaries.EMPTY
                    .withTable("A", Map.of(TableFigure.READ, 5L))
                    .withTable("B", Map.of(TableFigure.FAILED, 2L))))
        .endsWith("A         5       -\nB         -       2\ntotal     5       2");
  }

  @Test
  void lookupsHaveTheirOwnTable() {
    assertThat(
            SummaryTable.of(
                RunSummaries.EMPTY.withLookup(
                    "airports", Map.of(LookupFigure.KEYS, 1234L, LookupFigure.CACHE_HITS, 5L))))
        .endsWith("\n\nlookup     keys  cache hits\nairports  1,234           5");
  }
}
