package dev.lintel.pipeline.summary;

/** The state in which a run ended. */
public enum RunState {
  /** All records were processed; some may have failed. */
  SUCCEEDED,
  FAILED,
  /** Another run of the same job was still running. */
  SKIPPED
}
