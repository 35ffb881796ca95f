package dev.lintel.pipeline.job;

import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.pipeline.ledger.RunLedger;
import org.apache.beam.runners.dataflow.options.DataflowWorkerHarnessOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Records in the ledger which Dataflow job the run is. For a template only the workers know that.
 * If they do not, the job is found by its label.
 */
final class NameDataflowJobFn extends ConnectedDoFn<String, Void> {

  private final RunLedger ledger;
  private final String jobKey;

  NameDataflowJobFn(RunLedger ledger, String jobKey) {
    super(ledger.config());
    this.ledger = ledger;
    this.jobKey = jobKey;
  }

  @ProcessElement
  public void process(@Element String runId, PipelineOptions options) throws InterruptedException {
    String id = options.as(DataflowWorkerHarnessOptions.class).getJobId();
    if (id != null) {
      ledger.nameDataflowJob(jobKey, runId, id);
    }
  }
}
