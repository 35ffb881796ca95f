package dev.lintel.pipeline.job;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
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
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.SummaryReport;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Create;
import org.checkerframework.checker.nullness.qual.Nullable;

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
  private final long openedBefore = SpannerConnections.statistics().opened();
  private Optional<DataflowPipelineJob> submitted = Optional.empty();

  private JobRun(Launch launch, ConnectionConfig config, Environment environment) {
    this.launch = launch;
    this.config = config;
    this.environment = environment;
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
      if (!mayGoOn()) {
        key.fail(e);
      }
      throw e;
    } finally {
      key.close();
    }
  }

  private <O extends SpannerJobOptions> Prepared prepare(Job<O> job, O options, RunKey key)
      throws IOException, InterruptedException {
    var problems = new Problems();
    OutputPlaces.check(Place.allIn(launch.spec(), options), problems);
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
    return prepared;
  }

  private ExitStatus run(Prepared prepared, RunKey key) throws IOException, InterruptedException {
    ExitStatus status;
    try {
      status = runToEnd(prepared, key);
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
    if (status == ExitStatus.FAILED) {
      prepared.ending().discard();
      key.pipelineFailed();
    }
    return status;
  }

  /**
   * Whether the pipeline may go on although this launcher has failed: it was handed to Dataflow,
   * and is not known to be over. Then it keeps the key and what it has written, and records its own
   * end.
   */
  private boolean mayGoOn() {
    return submitted.filter(job -> !isKnownToBeOver(job)).isPresent();
  }

  private static boolean isKnownToBeOver(DataflowPipelineJob job) {
    try {
      return job.getState().isTerminal();
    } catch (RuntimeException e) {
      // Dataflow does not answer.
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
    PipelineResult result = prepared.pipeline().run();
    key.afterStart();
    if (isOnlyWrittenDown(result)) {
      return ExitStatus.SUCCEEDED;
    }
    if (result instanceof DataflowPipelineJob job) {
      submitted = Optional.of(job);
      key.nameDataflowJob(job.getJobId());
    }
    Ending ending = prepared.ending();
    PipelineResult.State end;
    try {
      end = Progress.of(environment, launch.spec().name()).await(result, () -> counts(result, key));
    } catch (RuntimeException e) {
      try {
        report(RunState.FAILED, result, ending);
      } catch (IOException | RuntimeException ofReport) {
        // The first failure is the one to report.
        e.addSuppressed(ofReport);
      }
      throw e;
    }
    RunState state = end == PipelineResult.State.DONE ? RunState.SUCCEEDED : RunState.FAILED;
    RunSummary summary = report(state, result, ending);
    return state == RunState.FAILED ? ExitStatus.FAILED : ending.status(summary);
  }

  private static boolean isOnlyWrittenDown(PipelineResult result) {
    try {
      result.getState();
      return false;
    } catch (UnsupportedOperationException e) {
      return true;
    }
  }

  private static Progress.Counts counts(PipelineResult result, RunKey key) {
    try {
      key.checkHeld();
    } catch (LostKeyException e) {
      // Another run has begun, and two must not run at the same time.
      try {
        result.cancel();
      } catch (IOException | RuntimeException ofCancel) {
        e.addSuppressed(ofCancel);
      }
      throw e;
    }
    Map<TableFigure, Long> totals = TableMetrics.readTotals(result);
    return new Progress.Counts(
        totals.get(TableFigure.READ),
        totals.get(TableFigure.WRITTEN),
        totals.get(TableFigure.FAILED));
  }

  /** Ends without having touched anything. */
  private ExitStatus skip(RecordedRun holder) throws IOException {
    environment
        .console()
        .line(
            "lintel %s: skipped, because run %s, which began at %s, still holds the job key %s"
                .formatted(
                    launch.spec().name(),
                    holder.runId(),
                    holder.startTime(),
                    launch.options().getJobKey()));
    if (launch.isOfTemplate()) {
      // A launch without a pipeline counts as failed on Dataflow. This one does nothing.
      Pipeline pipeline = Pipeline.create(launch.options());
      pipeline.apply("Skipped, run " + holder.runId() + " is not over", Create.of(runId.value()));
      pipeline.run();
      return ExitStatus.SUCCEEDED;
    }
    RunSummary summary = summary(RunState.SKIPPED);
    SummaryReport.print(summary, environment.out());
    writeSummary(summary);
    return ExitStatus.SUCCEEDED;
  }

  private RunSummary report(RunState state, PipelineResult result, Ending ending)
      throws IOException {
    RunSummary summary =
        ending
            .figures(summary(state), result)
            .withConnectionsOpened(SpannerConnections.statistics().opened() - openedBefore);
    SummaryReport.print(summary, environment.out());
    ending.remark(summary, environment.out());
    writeSummary(summary);
    return summary;
  }

  private RunSummary summary(RunState state) {
    return RunSummary.of(launch.spec().name(), runId, state, start, Instant.now());
  }

  private void writeSummary(RunSummary summary) throws IOException {
    @Nullable String file = launch.options().getSummaryFile();
    if (file != null) {
      SummaryReport.write(summary, file);
    }
  }
}
