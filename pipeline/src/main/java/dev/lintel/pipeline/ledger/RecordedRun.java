package dev.lintel.pipeline.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run that the ledger has recorded.
 *
 * @param windows the commits of each table that an incremental export covers, a JSON object
 * @param message why the run failed or was skipped, or what else is to say
 * @param parameters the options that were given, a JSON object
 * @param leaseExpires the end of the run's hold on its job's key; empty if it does not hold it
 * @param leaseExpired whether that time had passed when the ledger was read, by the database's
 *     clock
 */
public record RecordedRun(
    String jobKey,
    String runId,
    String job,
    State state,
    Instant startTime,
    Optional<Instant> endTime,
    OptionalLong rowsWritten,
    OptionalLong rowsFailed,
    Optional<String> windows,
    Optional<String> message,
    String parameters,
    String launcher,
    Optional<DataflowJob> dataflow,
    Optional<Instant> leaseExpires,
    boolean leaseExpired) {

  /** The state of a run. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** Another run of the same job was still running. */
    SKIPPED
  }
}
