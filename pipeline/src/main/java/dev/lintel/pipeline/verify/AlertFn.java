package dev.lintel.pipeline.verify;

import dev.lintel.pipeline.job.FailedRunLine;
import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what was found, in the form that alerts look for: nobody sees the exit status of a job on
 * Dataflow. A recorded run logs it with its record.
 */
final class AlertFn extends DoFn<String, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFn.class);

  private final String runId;

  AlertFn(String runId) {
    this.runId = runId;
  }

  @ProcessElement
  public void process(@Element String finding) {
    LOG.error("{}", FailedRunLine.of(runId, "verify", finding));
  }
}
