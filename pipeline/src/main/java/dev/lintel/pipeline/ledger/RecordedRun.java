package dev.lintel.pipeline.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run as the ledger has it.
 *
 * @param windows of an incremental export: table by table, which commits it covers, a JSON object
 * @param message why it ended as it did
 * @param parameters the options it was given, a JSON object
 * @param leaseExpires until when it holds its job's key; empty if it does not
 * @param leaseExpired whether that was over when the ledger was read, by the database's clock
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

  /** What has become of a run. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** The same job was still running. */
    SKIPPED
  }
}
