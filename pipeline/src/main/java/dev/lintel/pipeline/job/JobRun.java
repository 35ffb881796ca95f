package dev.lintel.pipeline.job;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.ServerMessage;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.ledger.Claim;
import dev.lintel.pipeline.ledger.DataflowApi;
import dev.lintel.pipeline.ledger.KeyOfAnotherJobException;
import dev.lintel.pipeline.ledger.LeaseKeeper;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.ledger.Watermarks;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.summary.Progress;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.SummaryReport;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Create;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One run of a job, from the launcher's side: holds the job's key if it has one, runs the pipeline,
 * shows progress meanwhile, and reports what became of it. Not thread-safe.
 */
public final class JobRun {

  /** What a job does between getting its key and its end. */
  @FunctionalInterface
  public interface Body {
    /** Checks, builds the pipeline and hands it to {@link JobRun#run}. */
    ExitStatus run(JobRun run) throws IOException, InterruptedException;
  }

  /** What is particular to a job at the end of a run. */
  public interface Ending {
    /** Adds the job's figures to the summary of a run, be it one that failed. */
    RunSummary figures(RunSummary summary, PipelineResult result) throws IOException;

    /** Says what else there is to say, after the figures. */
    void remark(RunSummary summary, PrintStream out);

    /** How a run ends whose pipeline succeeded. */
    ExitStatus status(RunSummary summary);
  }

  private final Launch launch;
  private final Environment environment;
  private final ConnectionConfig config;
  private final Instant start = Instant.now();
  private final RunId runId = RunId.at(start, RandomGenerator.getDefault());
  private final long openedBefore = SpannerConnections.statistics().opened();
  private Optional<RunLedger> ledger = Optional.empty();
  private Optional<Watermarks> watermarks = Optional.empty();
  private Optional<LeaseKeeper> leaseKeeper = Optional.empty();
  private Optional<DataflowPipelineJob> submitted = Optional.empty();

  private JobRun(Launch launch, ConnectionConfig config, Environment environment) {
    this.launch = launch;
    this.config = config;
    this.environment = environment;
  }

  /**
   * Does a job. With a job key the run is recorded, and another one that holds the key makes this
   * one end at once, before anything else was looked at.
   *
   * @throws UsageException if the options do not name a database, or the key is another job's
   */
  public static <O extends SpannerJobOptions> ExitStatus execute(
      Command<O> command, O options, Environment environment, Body body)
      throws IOException, InterruptedException {
    var launch = new Launch(CommandSpec.of(command.optionsType()), options);
    ConnectionConfig config = DatabaseAccess.connection(options, environment);
    var run = new JobRun(launch, config, environment);
    if (options.getJobKey() == null) {
      if (options.getLedgerDatabaseId() != null) {
        throw new UsageException("--ledgerDatabaseId makes sense with --jobKey only");
      }
      return body.run(run);
    }
    return run.recorded(body);
  }

  private ExitStatus recorded(Body body) throws IOException, InterruptedException {
    String database = launch.options().getLedgerDatabaseId();
    var runs = new RunLedger(database == null ? config : config.withDatabase(database));
    Claim claim = claim(runs);
    if (claim instanceof Claim.Refused refused) {
      return skip(refused.holder());
    }
    ledger = Optional.of(runs);
    watermarks = Optional.of(((Claim.Granted) claim).watermarks());
    return held(runs, body);
  }

  private Claim claim(RunLedger runs) throws InterruptedException {
    try {
      return runs.claim(
          launch.asRun(runId, config),
          holder -> new DataflowApi(launch.dataflowOptions().getDataflowClient()).isOver(holder));
    } catch (KeyOfAnotherJobException e) {
      throw new UsageException("--jobKey: %s; give this job another".formatted(e.getMessage()));
    } catch (ConnectionFailedException e) {
      if (e.isDatabaseMissing()) {
        throw new UsageException(
            "--jobKey: there is no %s to record the run in; create it first, or name another with"
                    .formatted(runs.config().describe())
                + " --ledgerDatabaseId");
      }
      throw e;
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.PERMISSION_DENIED) {
        throw new IllegalStateException(
            "--jobKey: the run may not be recorded in %s, for which roles/spanner.databaseUser suffices: %s"
                .formatted(runs.config().describe(), ServerMessage.of(e)),
            e);
      }
      throw e;
    }
  }

  private ExitStatus held(RunLedger runs, Body body) throws IOException, InterruptedException {
    String jobKey = launch.options().getJobKey();
    launch.label(runId);
    leaseKeeper = Optional.of(LeaseKeeper.start(runs, jobKey, runId.value(), launch.lease()));
    try {
      ExitStatus status = body.run(this);
      if (status == ExitStatus.FAILED) {
        runs.fail(jobKey, runId.value(), "the pipeline failed");
      }
      return status;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      recordFailure(runs, jobKey, e);
      throw e;
    } finally {
      leaseKeeper.ifPresent(LeaseKeeper::close);
    }
  }

  private void recordFailure(RunLedger runs, String jobKey, Throwable reason) {
    if (mayGoOn()) {
      // Only this launcher has failed. The job keeps the key, and records its own end.
      return;
    }
    // An interrupt ended the run; recording that is worth a moment nevertheless.
    boolean interrupted = Thread.interrupted();
    try {
      runs.fail(jobKey, runId.value(), FailureMessage.of(reason));
    } catch (RuntimeException | InterruptedException e) {
      // Why the job failed matters more; without the record, its lease runs out.
      reason.addSuppressed(e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether the pipeline may go on although this launcher has failed: it was handed to Dataflow,
   * and is not known to be over. What it has written is to be left alone then.
   */
  public boolean mayGoOn() {
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
    RunSummary summary =
        RunSummary.of(launch.spec().name(), runId, RunState.SKIPPED, start, Instant.now());
    SummaryReport.print(summary, environment.out());
    writeSummary(summary);
    return ExitStatus.SUCCEEDED;
  }

  public RunId runId() {
    return runId;
  }

  /** How to connect to the database that the job works on. */
  public ConnectionConfig config() {
    return config;
  }

  /** How far the job has come; empty for one whose runs are not recorded. */
  public Optional<Watermarks> watermarks() {
    return watermarks;
  }

  /**
   * Runs the pipeline to its end. Where the runner only makes a template of it, as for a Flex
   * Template, there is nothing to wait for and nothing to report.
   *
   * @param done what the pipeline gives when the job's work is done; asked for, which may add
   *     steps, if the run is recorded
   * @throws RuntimeException what the runner throws when the pipeline failed; that has been
   *     reported then
   */
  public ExitStatus run(Pipeline pipeline, Supplier<CompletionSignals> done, Ending ending)
      throws IOException, InterruptedException {
    if (ledger.isPresent()) {
      addSteps(ledger.get(), pipeline, done.get());
      // Whoever was taken for dead before it has begun does not begin.
      ledger.get().renew(launch.options().getJobKey(), runId.value(), launch.lease());
    }
    PipelineResult result = pipeline.run();
    if (launch.isOnDataflow()) {
      // From here on Dataflow is asked whether the run is alive.
      leaseKeeper.ifPresent(LeaseKeeper::close);
    }
    if (isOnlyWrittenDown(result)) {
      return ExitStatus.SUCCEEDED;
    }
    if (result instanceof DataflowPipelineJob job) {
      submitted = Optional.of(job);
    }
    if (ledger.isPresent() && result instanceof DataflowPipelineJob job) {
      ledger.get().nameDataflowJob(launch.options().getJobKey(), runId.value(), job.getJobId());
    }
    PipelineResult.State end;
    try {
      end = Progress.of(environment, launch.spec().name()).await(result, () -> counts(result));
    } catch (RuntimeException e) {
      try {
        report(RunState.FAILED, result, ending);
      } catch (IOException | RuntimeException ofReport) {
        // Why the job failed matters more.
        e.addSuppressed(ofReport);
      }
      throw e;
    }
    RunState state = end == PipelineResult.State.DONE ? RunState.SUCCEEDED : RunState.FAILED;
    RunSummary summary = report(state, result, ending);
    return state == RunState.FAILED ? ExitStatus.FAILED : ending.status(summary);
  }

  private void addSteps(RunLedger runs, Pipeline pipeline, CompletionSignals done) {
    SpannerJobOptions options = launch.options();
    var steps =
        new LedgerSteps(
            runs,
            launch.spec().name(),
            options.getJobKey(),
            runId.value(),
            options instanceof FailureOptions failures ? failures.getMaxFailures() : 0);
    if (launch.isOnDataflow()) {
      steps.addFirst(pipeline);
    }
    steps.addLast(pipeline, done);
  }

  private static boolean isOnlyWrittenDown(PipelineResult result) {
    try {
      result.getState();
      return false;
    } catch (UnsupportedOperationException e) {
      return true;
    }
  }

  private RunSummary report(RunState state, PipelineResult result, Ending ending)
      throws IOException {
    RunSummary summary =
        ending
            .figures(
                RunSummary.of(launch.spec().name(), runId, state, start, Instant.now()), result)
            .withConnectionsOpened(SpannerConnections.statistics().opened() - openedBefore);
    SummaryReport.print(summary, environment.out());
    ending.remark(summary, environment.out());
    writeSummary(summary);
    return summary;
  }

  private void writeSummary(RunSummary summary) throws IOException {
    @Nullable String file = launch.options().getSummaryFile();
    if (file != null) {
      SummaryReport.write(summary, file);
    }
  }

  private Progress.Counts counts(PipelineResult result) {
    leaseKeeper.flatMap(LeaseKeeper::lost).ifPresent(lost -> giveUp(result, lost));
    Map<TableFigure, Long> totals = TableMetrics.readTotals(result);
    return new Progress.Counts(
        totals.get(TableFigure.READ),
        totals.get(TableFigure.WRITTEN),
        totals.get(TableFigure.FAILED));
  }

  /** Another run has begun; two are not to go on side by side. */
  private static void giveUp(PipelineResult result, RuntimeException lost) {
    try {
      result.cancel();
    } catch (IOException | RuntimeException e) {
      lost.addSuppressed(e);
    }
    throw lost;
  }
}
