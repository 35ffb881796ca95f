package dev.lintel.pipeline.ledger;

/** The answer to a request for a job's key. */
public sealed interface Claim {

  /**
   * The run holds the key.
   *
   * @param watermarks how far earlier runs have exported each table
   */
  record Granted(Watermarks watermarks) implements Claim {}

  /**
   * Another run holds the key. The run that asked is recorded as skipped.
   *
   * @param holder the other run
   */
  record Refused(RecordedRun holder) implements Claim {}
}
