package dev.lintel.pipeline.run;

import dev.lintel.connection.SpannerConnections;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One run of a job, from the launcher's side: runs the pipeline, shows progress meanwhile, and
 * reports what became of it. Not thread-safe.
 */
public final class JobRun {

  /** What is particular to a job at the end of a run. */
  public interface Ending {
    /** Adds the job's figures to the summary of a run, be it one that failed. */
    RunSummary figures(RunSummary summary, PipelineResult result) throws IOException;

    /** Says what else there is to say, after the figures. */
    void remark(RunSummary summary, PrintStream out);

    /** How a run ends whose pipeline succeeded. */
    ExitStatus status(RunSummary summary);
  }

  private final String job;
  private final Environment environment;
  private final Instant start = Instant.now();
  private final RunId runId = RunId.at(start, RandomGenerator.getDefault());
  private final long openedBefore = SpannerConnections.statistics().opened();

  private JobRun(String job, Environment environment) {
    this.job = job;
    this.environment = environment;
  }

  /** Begins a run; what is opened from now on is counted as the run's. */
  public static JobRun begin(String job, Environment environment) {
    return new JobRun(job, environment);
  }

  public RunId runId() {
    return runId;
  }

  /**
   * Runs the pipeline to its end. Where the runner only makes a template of it, as for a Flex
   * Template, there is nothing to wait for and nothing to report.
   *
   * @param summaryFile for the figures as JSON; null for none
   * @throws RuntimeException what the runner throws when the pipeline failed; that has been
   *     reported then
   */
  public ExitStatus run(Pipeline pipeline, @Nullable String summaryFile, Ending ending)
      throws IOException {
    PipelineResult result = pipeline.run();
    if (isOnlyWrittenDown(result)) {
      return ExitStatus.SUCCEEDED;
    }
    PipelineResult.State end;
    try {
      end = Progress.of(environment, job).await(result, () -> counts(result));
    } catch (RuntimeException e) {
      try {
        report(RunState.FAILED, result, summaryFile, ending);
      } catch (IOException | RuntimeException ofReport) {
        // Why the job failed matters more.
        e.addSuppressed(ofReport);
      }
      throw e;
    }
    RunState state = end == PipelineResult.State.DONE ? RunState.SUCCEEDED : RunState.FAILED;
    RunSummary summary = report(state, result, summaryFile, ending);
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

  private RunSummary report(
      RunState state, PipelineResult result, @Nullable String summaryFile, Ending ending)
      throws IOException {
    RunSummary summary =
        ending
            .figures(RunSummary.of(job, runId, state, start, Instant.now()), result)
            .withConnectionsOpened(SpannerConnections.statistics().opened() - openedBefore);
    SummaryReport.print(summary, environment.out());
    ending.remark(summary, environment.out());
    if (summaryFile != null) {
      SummaryReport.write(summary, summaryFile);
    }
    return summary;
  }

  private static Progress.Counts counts(PipelineResult result) {
    Map<TableFigure, Long> totals = TableMetrics.readTotals(result);
    return new Progress.Counts(
        totals.get(TableFigure.READ),
        totals.get(TableFigure.WRITTEN),
        totals.get(TableFigure.FAILED));
  }

  /** Adds these figures of these tables, 0 where nothing was counted. */
  public static RunSummary withTables(
      RunSummary summary,
      Iterable<String> tables,
      List<TableFigure> figures,
      PipelineResult result) {
    Map<String, Map<TableFigure, Long>> counted = TableMetrics.read(result);
    RunSummary all = summary;
    for (String table : tables) {
      Map<TableFigure, Long> ofTable = new EnumMap<>(TableFigure.class);
      for (TableFigure figure : figures) {
        ofTable.put(figure, counted.getOrDefault(table, Map.of()).getOrDefault(figure, 0L));
      }
      all = all.withTable(table, ofTable);
    }
    return all;
  }
}
