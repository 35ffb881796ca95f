package dev.lintel.pipeline.options;

/** Where a command can run. */
public enum CommandKind {
  /** A Beam pipeline: takes Beam's and the runner's options too, and has a template. */
  JOB,
  /** Runs on this machine only. */
  LOCAL
}
