package dev.lintel.pipeline.ledger;

import java.util.List;

/**
 * The result of a run that succeeded.
 *
 * @param windows the commits of each table that were exported; empty for a job that exports no
 *     tables
 * @param message why the run is not a good one, although it has done its work; empty if it is
 */
public record RunOutcome(
    long rowsWritten, long rowsFailed, List<TableWindow> windows, String message) {

  public RunOutcome {
    windows = List.copyOf(windows);
  }
}
