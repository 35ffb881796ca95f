package dev.lintel.pipeline.ledger;

/** What came of asking for a job's key. */
public sealed interface Claim {

  /**
   * The run holds the key.
   *
   * @param watermarks how far the job has come
   */
  record Granted(Watermarks watermarks) implements Claim {}

  /**
   * Another run holds it, and the one that asked is recorded as skipped.
   *
   * @param holder the other run
   */
  record Refused(RecordedRun holder) implements Claim {}
}
