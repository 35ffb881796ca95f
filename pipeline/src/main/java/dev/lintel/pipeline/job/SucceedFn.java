package dev.lintel.pipeline.job;

import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.ledger.RunOutcome;
import dev.lintel.pipeline.ledger.TableWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.PCollectionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that the run succeeded, when everything else is done. This happens in the pipeline, as on
 * Dataflow the launcher has ended by then. Can be retried.
 */
final class SucceedFn extends ConnectedDoFn<String, Void> {

  private static final Logger LOG = LoggerFactory.getLogger(SucceedFn.class);

  private final RunLedger ledger;
  private final String job;
  private final String jobKey;
  private final String runId;
  private final long maxFailures;
  private final PCollectionView<Long> written;
  private final PCollectionView<Long> failed;
  private final PCollectionView<List<TableWindow>> windows;
  private final PCollectionView<List<String>> findings;

  SucceedFn(
      RunLedger ledger,
      String job,
      String jobKey,
      String runId,
      long maxFailures,
      PCollectionView<Long> written,
      PCollectionView<Long> failed,
      PCollectionView<List<TableWindow>> windows,
      PCollectionView<List<String>> findings) {
    super(ledger.config());
    this.ledger = ledger;
    this.job = job;
    this.jobKey = jobKey;
    this.runId = runId;
    this.maxFailures = maxFailures;
    this.written = written;
    this.failed = failed;
    this.windows = windows;
    this.findings = findings;
  }

  @ProcessElement
  public void process(ProcessContext context) throws InterruptedException {
    long rejected = context.sideInput(failed);
    List<String> reasons = new ArrayList<>(context.sideInput(findings));
    if (rejected > maxFailures) {
      reasons.add("%d records were rejected, and %d are allowed".formatted(rejected, maxFailures));
    }
    String message = String.join("; ", reasons);
    if (!message.isEmpty()) {
      // Nobody sees the exit status of a job on Dataflow; an alert can look for this line.
      LOG.error("{}", FailedRunLine.of(runId, job, message));
    }
    ledger.succeed(
        jobKey,
        runId,
        new RunOutcome(context.sideInput(written), rejected, context.sideInput(windows), message));
  }
}
