package dev.lintel.pipeline.job;

import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.ledger.LeaseKeeper;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.ledger.Watermarks;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.summary.RunId;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/** The key of a recorded run, whose lease is renewed while the run is in this process. */
final class HeldKey implements RunKey {

  private final RunLedger ledger;
  private final Launch launch;
  private final String runId;
  private final Watermarks watermarks;
  private final LeaseKeeper leaseKeeper;

  private HeldKey(RunLedger ledger, Launch launch, String runId, Watermarks watermarks) {
    this.ledger = ledger;
    this.launch = launch;
    this.runId = runId;
    this.watermarks = watermarks;
    this.leaseKeeper = LeaseKeeper.start(ledger, jobKey(), runId, launch.lease());
  }

  /** Begins to renew the lease of a run to which the ledger has just granted its job's key. */
  static HeldKey granted(RunLedger ledger, Launch launch, RunId runId, Watermarks watermarks) {
    launch.label(runId);
    return new HeldKey(ledger, launch, runId.value(), watermarks);
  }

  private String jobKey() {
    return launch.options().getJobKey();
  }

  @Override
  public Optional<Watermarks> watermarks() {
    return Optional.of(watermarks);
  }

  @Override
  public void beforeStart(Prepared prepared) throws InterruptedException {
    addSteps(prepared.pipeline(), prepared.signals().get());
    // A run that was taken for dead before it began does not begin.
    leaseKeeper.renewNow();
  }

  private void addSteps(Pipeline pipeline, CompletionSignals signals) {
    SpannerJobOptions options = launch.options();
    var steps =
        new LedgerSteps(
            ledger,
            launch.spec().name(),
            jobKey(),
            runId,
            options instanceof FailureOptions failures ? failures.getMaxFailures() : 0);
    if (launch.isOnDataflow()) {
      steps.addFirst(pipeline);
    }
    steps.addLast(pipeline, signals);
  }

  @Override
  public void afterStart() {
    if (launch.isOnDataflow()) {
      // From here on, who wants the key asks Dataflow whether the run is alive.
      leaseKeeper.close();
    }
  }

  @Override
  public void nameDataflowJob(String id) throws InterruptedException {
    ledger.nameDataflowJob(jobKey(), runId, id);
  }

  @Override
  public void checkHeld() {
    leaseKeeper
        .lost()
        .ifPresent(
            lost -> {
              throw lost;
            });
  }

  @Override
  public void pipelineFailed() throws InterruptedException {
    ledger.fail(jobKey(), runId, "the pipeline failed");
  }

  @Override
  public void fail(Throwable reason) {
    // Even if an interrupt ended the run, recording that is worth a moment.
    boolean interrupted = Thread.interrupted();
    try {
      ledger.fail(jobKey(), runId, FailureMessage.of(reason));
    } catch (RuntimeException | InterruptedException e) {
      // The first failure is the one to report; without the record, the lease runs out.
      reason.addSuppressed(e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    leaseKeeper.close();
  }
}
