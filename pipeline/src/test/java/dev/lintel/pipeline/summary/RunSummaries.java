package dev.lintel.pipeline.summary;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;

/** Summaries for tests. */
final class RunSummaries {

  static final RunSummary EMPTY =
      RunSummary.of(
          "import",
          new RunId("2026-11-23T08-00-00Z-4f2a"),
          RunState.SUCCEEDED,
          Instant.parse("2026-11-23T08:00:00Z"),
          Instant.parse("2026-11-23T08:01:15.250Z"));

  static final RunSummary FLIGHTS =
      EMPTY
          .withTable("Airports", imported(7_698, 7_698, 0))
          .withTable("Routes", imported(67_663, 67_187, 476))
          .withConnectionsOpened(1);

  private RunSummaries() {}

  private static ImmutableMap<TableFigure, Long> imported(long read, long written, long failed) {
    return ImmutableMap.of(
        TableFigure.READ, read, TableFigure.WRITTEN, written, TableFigure.FAILED, failed);
  }
}
