package dev.lintel.pipeline.ledger;

import java.util.List;

/**
 * What a run that came to its end has done.
 *
 * @param windows what it has taken of which table; none where that does not apply
 * @param message what else there is to say; empty for nothing
 */
public record RunOutcome(
    long rowsWritten, long rowsFailed, List<TableWindow> windows, String message) {

  public RunOutcome {
    windows = List.copyOf(windows);
  }
}
