package dev.lintel.pipeline.job;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.ledger.Claim;
import dev.lintel.pipeline.ledger.LostKeyException;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.summary.Progress;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.util.DataflowTemplateJob;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Create;

/**
 * One run of a job, from the launcher's side: prepares and runs the pipeline, shows progress, and
 * reports the result. Not thread-safe.
 */
final class JobRun {

  private final Launch launch;
  private final Environment environment;
  private final ConnectionConfig config;
  private final Instant start = Instant.now();
  private final RunId runId = RunId.at(start, RandomGenerator.getDefault());
  private final RunReporting reporting;
  private Optional<PipelineResult> submitted = Optional.empty();
  private boolean isSubmissionUnclear;

  private JobRun(Launch launch, ConnectionConfig config, Environment environment) {
    this.launch = launch;
    this.config = config;
    this.environment = environment;
    this.reporting = new RunReporting(launch, environment, runId, start, config);
  }

  /** Runs a job under the contract of {@link Job#run}. */
  static <O extends SpannerJobOptions> ExitStatus execute(
      Job<O> job, O options, Environment environment) throws IOException, InterruptedException {
    var launch = new Launch(CommandSpec.of(job.optionsType()), options);
    var run =
        new JobRun(
            launch, DatabaseAccess.ofJob(options, job.database(options), environment), environment);
    if (options.getJobKey() == null) {
      return run.execute(job, options, new NoKey());
    }
    RunLedger ledger = launch.ledger(run.config);
    Claim claim = KeyClaim.of(ledger, launch, run.runId, run.config);
    if (claim instanceof Claim.Refused refused) {
      return run.skip(refused.holder());
    }
    var granted = (Claim.Granted) claim;
    return run.execute(
        job, options, HeldKey.granted(ledger, launch, run.runId, granted.watermarks()));
  }

  private <O extends SpannerJobOptions> ExitStatus execute(Job<O> job, O options, RunKey key)
      throws IOException, InterruptedException {
    try {
      return run(prepare(job, options, key), key);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      reportFailure(e);
      if (!mayGoOn()) {
        key.fail(e);
      }
      throw e;
    } finally {
      key.close();
    }
  }

  /** Writes the page of a failed run that has none yet; a run that was refused did nothing. */
  private void reportFailure(Throwable reason) {
    if (reason instanceof UsageException || reason instanceof InterruptedException) {
      return;
    }
    try {
      reporting.failedEarly(reason);
    } catch (IOException | RuntimeException ofReport) {
      // The first failure is the one to report.
      reason.addSuppressed(ofReport);
    }
  }

  private <O extends SpannerJobOptions> Prepared prepare(Job<O> job, O options, RunKey key)
      throws IOException, InterruptedException {
    var problems = new Problems();
    OutputPlaces.check(Place.allIn(launch.spec(), options), problems);
    launch.checkReport(problems);
    Prepared prepared =
        job.prepare(
            options,
            new JobContext(
                config,
                name -> DatabaseAccess.ofJob(options, name, environment),
                runId,
                key.watermarks(),
                environment.console(),
                problems));
    problems.throwIfAny();
    if (reporting.namesDatabases()) {
      reporting.setDatabases(
          job.needs(options).databases().stream()
              .map(of -> DatabaseAccess.ofJob(options, of.name(), environment))
              .collect(toImmutableList()));
    }
    return prepared;
  }

  private ExitStatus run(Prepared prepared, RunKey key) throws IOException, InterruptedException {
    try {
      return runToEnd(prepared, key);
    } catch (RuntimeException e) {
      if (!mayGoOn()) {
        try {
          prepared.ending().discard();
        } catch (IOException | RuntimeException ofDiscard) {
          // The first failure is the one to report.
          e.addSuppressed(ofDiscard);
        }
      }
      throw UsageException.in(e).<RuntimeException>map(refused -> refused).orElse(e);
    }
  }

  /**
   * Whether the pipeline may go on although this launcher has failed: it was handed to Dataflow or
   * Flink, perhaps without an answer, and is not known to be over. Then it keeps the key and what
   * it has written, and records its own end.
   */
  private boolean mayGoOn() {
    return isSubmissionUnclear || submitted.filter(job -> !isKnownToBeOver(job)).isPresent();
  }

  private static boolean isKnownToBeOver(PipelineResult job) {
    try {
      return job.getState().isTerminal();
    } catch (RuntimeException e) {
      // The cluster does not answer.
      return false;
    }
  }

  /**
   * Runs the pipeline to its end. Where the runner only writes a template, as for a Flex Template,
   * there is nothing to wait for and nothing to report.
   *
   * @throws RuntimeException what the runner throws when the pipeline failed, after the report
   */
  private ExitStatus runToEnd(Prepared prepared, RunKey key)
      throws IOException, InterruptedException {
    key.beforeStart(prepared);
    reporting.sample(Map.of());
    reporting.started();
    FileInput input = FileInput.of(prepared.pipeline());
    PipelineResult result = submit(prepared.pipeline());
    boolean isOnlyWrittenDown = result instanceof DataflowTemplateJob;
    if (launch.isElsewhere() && !isOnlyWrittenDown) {
      submitted = Optional.of(result);
    }
    key.afterStart();
    if (isOnlyWrittenDown) {
      return ExitStatus.SUCCEEDED;
    }
    if (result instanceof DataflowPipelineJob job) {
      key.nameDataflowJob(job.getJobId());
    }
    Ending ending = prepared.ending();
    PipelineResult.State end;
    try {
      end = await(result, input, key);
    } catch (RuntimeException e) {
      try {
        reporting.failed(result, ending, e);
      } catch (IOException | RuntimeException ofReport) {
        // The first failure is the one to report.
        e.addSuppressed(ofReport);
      }
      throw e;
    }
    RunState state = end == PipelineResult.State.DONE ? RunState.SUCCEEDED : RunState.FAILED;
    ExitStatus status = reporting.ended(state, result, ending);
    if (state == RunState.FAILED) {
      ending.discard();
      key.pipelineFailed();
    }
    return status;
  }

  private PipelineResult submit(Pipeline pipeline) {
    try {
      return pipeline.run();
    } catch (RuntimeException | Error e) {
      isSubmissionUnclear = launch.isElsewhere() && Submission.mayHaveArrived(e);
      if (isSubmissionUnclear) {
        throw new IllegalStateException(
            "it is unknown whether the job %s runs, because the answer to its submission is missing or does not say%s"
                .formatted(
                    launch.options().getJobName(),
                    launch.options().getJobKey() == null
                        ? ""
                        : ", so run %s keeps its job key for now".formatted(runId)),
            e);
      }
      throw e;
    }
  }

  private PipelineResult.State await(PipelineResult result, FileInput input, RunKey key) {
    Optional<String> flink = launch.flinkMaster();
    return flink.isEmpty()
        ? awaitHere(result, input, key)
        : awaitOnFlink(flink.get(), result, input, key);
  }

  private PipelineResult.State awaitHere(PipelineResult result, FileInput input, RunKey key) {
    HeapWatch heap = HeapWatch.ofThisProcess();
    try {
      return progress()
          // Another run may have begun, and two must not run at the same time.
          .await(result, key::checkHeld, () -> counts(result, input, heap::check));
    } catch (HeapFullException | LostKeyException e) {
      cancel(result, e);
      throw e;
    } catch (OutOfMemoryError | InternalError e) {
      heap.release();
      // After an error, as opposed to an exception, the direct runner goes on with other steps.
      var failure = new HeapFullException(e);
      cancel(result, failure);
      throw failure;
    } finally {
      heap.release();
    }
  }

  /** Waits for the end. The job is canceled if this process is told to end before it. */
  private PipelineResult.State awaitOnFlink(
      String master, PipelineResult result, FileInput input, RunKey key) {
    CancelOnExit cancel = CancelOnExit.of(result);
    try {
      PipelineResult.State end =
          progress().await(result, key::checkHeld, () -> counts(result, input, records -> {}));
      if (end == PipelineResult.State.FAILED) {
        throw new IllegalStateException(FlinkFailure.reason(master, launch.options().getJobName()));
      }
      // Afterwards the cluster's figures are those of the end.
      TimeUnit.MILLISECONDS.sleep(new FlinkRest(master).maxAge().toMillis());
      return end;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the figures of Flink", e);
    } catch (LostKeyException e) {
      cancel(result, e);
      throw e;
    } finally {
      cancel.close();
    }
  }

  private static void cancel(PipelineResult result, RuntimeException because) {
    try {
      result.cancel();
    } catch (IOException | RuntimeException ofCancel) {
      because.addSuppressed(ofCancel);
    }
  }

  private Progress progress() {
    Progress progress = Progress.of(environment, launch.spec().name());
    if (reporting.hasPage()) {
      return progress.withFrequentCounts();
    }
    // There the job keeps its key by itself, and each look is a request.
    return launch.isOnDataflow() ? progress.withFewLooks() : progress;
  }

  /**
   * Looks at the run.
   *
   * @param heap takes how many records have been counted, if they go through this process
   */
  private Progress.Counts counts(PipelineResult result, FileInput input, LongConsumer heap) {
    Map<TableFigure, Long> totals = TableMetrics.readTotals(result);
    if (submitted.isEmpty()) {
      heap.accept(totals.values().stream().mapToLong(Long::longValue).sum());
    }
    reporting.sample(totals);
    return new Progress.Counts(
        totals.get(TableFigure.READ),
        totals.get(TableFigure.WRITTEN),
        totals.get(TableFigure.FAILED),
        input.readShare(result));
  }

  /** Ends without having touched anything. */
  private ExitStatus skip(RecordedRun holder) {
    String message =
        "skipped, because run %s, which began at %s, still holds the job key %s"
            .formatted(holder.runId(), holder.startTime(), launch.options().getJobKey());
    environment.console().line("lintel %s: %s".formatted(launch.spec().name(), message));
    if (launch.isOfTemplate()) {
      // A launch without a pipeline counts as failed on Dataflow. This one does nothing.
      Pipeline pipeline = Pipeline.create(launch.options());
      pipeline.apply("Skipped, run " + holder.runId() + " is not over", Create.of(runId.value()));
      pipeline.run();
      return ExitStatus.SUCCEEDED;
    }
    reporting.skipped(message);
    return ExitStatus.SUCCEEDED;
  }
}
