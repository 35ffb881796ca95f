package dev.lintel.pipeline.summary;

/** How a run ended, as its summary says. */
public enum RunState {
  /** Everything that could be processed was; records may have failed. */
  SUCCEEDED,
  FAILED,
  /** The same job was still running. */
  SKIPPED
}
