package dev.lintel.pipeline.command;

/** The exit status of a command, for the shell or a scheduler. */
public enum ExitStatus {
  /** Done, or skipped because the same job is still running. */
  SUCCEEDED(0),
  FAILED(1),
  /** The arguments were wrong; nothing was changed. */
  USAGE(2),
  /** More records failed than {@code --maxFailures} allows; everything else was written. */
  TOO_MANY_FAILURES(3),
  /** {@code verify} found differences. */
  DIFFERENT(4),
  /** {@code runs --maxAge}: the last good run of a job key is older, or there is none. */
  STALE(5);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The exit status of a finished job with that many failed records. */
  public static ExitStatus ofFailures(long failed, long maxFailures) {
    return failed > maxFailures ? TOO_MANY_FAILURES : SUCCEEDED;
  }
}
