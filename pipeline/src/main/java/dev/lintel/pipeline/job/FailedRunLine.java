package dev.lintel.pipeline.job;

/** The line that is logged for a failed run. Alerts look for a line of this form. */
public final class FailedRunLine {

  private FailedRunLine() {}

  /**
   * {@code lintel: run RUN of JOB failed: REASON}.
   *
   * @param job the job's name, such as {@code import}
   */
  public static String of(String runId, String job, String reason) {
    return "lintel: run %s of %s failed: %s".formatted(runId, job, reason);
  }
}
