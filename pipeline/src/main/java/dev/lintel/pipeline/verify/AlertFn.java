package dev.lintel.pipeline.verify;

import dev.lintel.pipeline.job.FailedRunLine;
import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that there are differences, in the form that alerts look for: nobody sees the exit status of
 * a job that runs by itself.
 */
final class AlertFn extends DoFn<Long, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFn.class);

  private final String runId;
  private final int tablesNotCompared;

  /**
   * @param tablesNotCompared how many tables have a fatal difference in their schema
   */
  AlertFn(String runId, int tablesNotCompared) {
    this.runId = runId;
    this.tablesNotCompared = tablesNotCompared;
  }

  @ProcessElement
  public void process(@Element Long differences) {
    if (differences > 0 || tablesNotCompared > 0) {
      LOG.error(
          "{}",
          FailedRunLine.of(
              runId,
              "verify",
              "%d rows differ, and %d tables differ in their schema"
                  .formatted(differences, tablesNotCompared)));
    }
  }
}
