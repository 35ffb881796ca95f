package dev.lintel.pipeline.job;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.ConnectionStatistics;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.lineage.ReadFigures;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.report.RejectionExamples;
import dev.lintel.pipeline.report.RejectionSection;
import dev.lintel.pipeline.report.ReportSection;
import dev.lintel.pipeline.report.RunReport;
import dev.lintel.pipeline.report.RunReportPage;
import dev.lintel.pipeline.summary.RejectionMetrics;
import dev.lintel.pipeline.summary.RejectionReason;
import dev.lintel.pipeline.summary.RowSamples;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.SummaryReport;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run says of itself: the figures that are printed, the file of {@code --summaryFile}, the
 * page of {@code --reportFile}, and the events of {@code --openLineageFile}. Not thread-safe.
 */
final class RunReporting {

  /** Before the figures of a pipeline elsewhere are asked for again. */
  private static final Duration[] PAUSES = {Duration.ofSeconds(1), Duration.ofSeconds(4)};

  private final Launch launch;
  private final Environment environment;
  private final RunId runId;
  private final Instant start;
  private final ConnectionStatistics before = SpannerConnections.statistics();
  private final RowSamples samples = new RowSamples();
  private final RunLineage lineage;
  private ImmutableList<String> databases = ImmutableList.of();
  private boolean isPageWritten;

  /**
   * @param database the one that the job works on
   */
  RunReporting(
      Launch launch,
      Environment environment,
      RunId runId,
      Instant start,
      ConnectionConfig database) {
    this.launch = launch;
    this.environment = environment;
    this.runId = runId;
    this.start = start;
    this.lineage = new RunLineage(launch, runId, start, database);
    setDatabases(ImmutableList.of(database));
  }

  /** Whether a page is to be written, for which the counters are looked at often. */
  boolean hasPage() {
    return launch.options().getReportFile() != null;
  }

  /** Whether {@link #setDatabases} is of use. */
  boolean namesDatabases() {
    return hasPage() || lineage.isWritten();
  }

  /** Names all databases that the job works on, its own first. */
  void setDatabases(ImmutableList<ConnectionConfig> all) {
    databases =
        all.stream().map(ConnectionConfig::resourceName).distinct().collect(toImmutableList());
    lineage.setDatabases(all);
  }

  /**
   * Reports that the pipeline begins.
   *
   * @throws UsageException if the file of events cannot be written
   */
  void started() {
    try {
      lineage.started();
    } catch (IOException e) {
      String file = launch.options().getOpenLineageFile();
      throw new UsageException(
          "--openLineageFile: %s cannot be written: %s".formatted(file, FailureMessage.of(e)));
    }
  }

  /** Keeps what the counters show now. */
  void sample(Map<TableFigure, Long> totals) {
    samples.add(Duration.between(start, Instant.now()), totals);
  }

  /** Reports a run whose pipeline is over, and returns the exit status. */
  ExitStatus ended(RunState state, PipelineResult result, Ending ending) throws IOException {
    return report(
        state,
        result,
        ending,
        state == RunState.FAILED ? Optional.of("The pipeline failed.") : Optional.empty());
  }

  /** Reports a run whose pipeline has failed with an exception. */
  void failed(PipelineResult result, Ending ending, Throwable reason) throws IOException {
    report(RunState.FAILED, result, ending, Optional.of(FailureMessage.of(reason)));
  }

  private ExitStatus report(
      RunState state, PipelineResult pipeline, Ending ending, Optional<String> message)
      throws IOException {
    Optional<MetricsService> service = MetricsService.of(launch, pipeline);
    if (service.isEmpty()) {
      return reportFigures(state, pipeline, ending, message);
    }
    EndedPipeline ended =
        state == RunState.SUCCEEDED
            ? EndedPipeline.done(pipeline, service.get(), PAUSES)
            : EndedPipeline.failed(pipeline, service.get());
    return ended.unknown().isEmpty()
        ? reportFigures(state, ended, ending, message)
        : reportWithoutFigures(state, ended, message, service.get().name(), ended.unknown().get());
  }

  /**
   * Reports a run of which nobody knows what it counted. It may have rejected records, so it is no
   * success, and zeros would be wrong.
   */
  private ExitStatus reportWithoutFigures(
      RunState state, EndedPipeline ended, Optional<String> message, String service, String reason)
      throws IOException {
    RunSummary summary = summary(state);
    SummaryReport.print(summary, environment.out());
    String unknown =
        "%s, but %s does not report its figures, so it is unknown what it counted, and whether records failed or differ%s: %s"
            .formatted(
                state == RunState.FAILED ? "the pipeline failed" : "the job is done",
                service,
                launch.options().getJobKey() == null
                    ? ""
                    : "; ./lintel runs shows what its record has",
                reason);
    environment.console().line("lintel %s: %s".formatted(launch.spec().name(), unknown));
    writeSummary(summary);
    Optional<String> said = message.or(() -> Optional.of(unknown));
    write("--openLineageFile", () -> lineage.ended(summary, ended, ReadFigures::of, said));
    if (hasPage()) {
      write(
          "--reportFile",
          () ->
              writePage(
                  summary,
                  ExitStatus.FAILED,
                  said,
                  ImmutableMap.of(),
                  ImmutableListMultimap.of(),
                  SpannerConnections.statistics().since(before),
                  ImmutableList.of()));
    }
    return ExitStatus.FAILED;
  }

  private ExitStatus reportFigures(
      RunState state, PipelineResult result, Ending ending, Optional<String> message)
      throws IOException {
    RunSummary summary =
        ending.figures(summary(state), result).withConnectionsOpened(connections(result).opened());
    SummaryReport.print(summary, environment.out());
    ending.remark(summary, environment.out());
    ExitStatus status = state == RunState.FAILED ? ExitStatus.FAILED : ending.status(summary);
    writeSummary(summary);
    write("--openLineageFile", () -> lineage.ended(summary, result, ending::readFigures, message));
    if (hasPage()) {
      write("--reportFile", () -> writePage(summary, status, message, result, ending));
    }
    return status;
  }

  private void writePage(
      RunSummary summary,
      ExitStatus status,
      Optional<String> message,
      PipelineResult result,
      Ending ending)
      throws IOException {
    samples.end(Duration.between(start, summary.endTime()), TableMetrics.readTotals(result));
    ImmutableMap<RejectionReason, Long> reasons = RejectionMetrics.read(result);
    writePage(
        summary,
        status,
        message,
        reasons,
        examples(reasons.keySet()),
        connections(result),
        ending.sections(summary, result));
  }

  /** Writes one of the files that describe the run. */
  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }

  /**
   * Writes a file that describes a run that is over. What the run has done does not depend on it,
   * so a file that cannot be written makes it no failure.
   */
  private void write(String option, Writing writing) {
    try {
      writing.write();
    } catch (IOException | RuntimeException e) {
      environment
          .console()
          .line(
              "lintel %s: warning: the file of %s could not be written: %s"
                  .formatted(launch.spec().name(), option, FailureMessage.of(e)));
    }
  }

  /** Reports a run that has failed before its pipeline began: on the page, and as an event. */
  void failedEarly(Throwable reason) throws IOException {
    lineage.failedEarly(summary(RunState.FAILED), reason);
    if (hasPage() && !isPageWritten && !launch.isOfTemplate()) {
      writePage(
          summary(RunState.FAILED),
          ExitStatus.FAILED,
          Optional.of(FailureMessage.of(reason)),
          ImmutableMap.of(),
          ImmutableListMultimap.of(),
          SpannerConnections.statistics().since(before),
          ImmutableList.of());
    }
  }

  /** Reports a run that has touched nothing. */
  void skipped(String message) {
    RunSummary summary = summary(RunState.SKIPPED);
    SummaryReport.print(summary, environment.out());
    writeSummary(summary);
    if (hasPage()) {
      write(
          "--reportFile",
          () ->
              writePage(
                  summary,
                  ExitStatus.SUCCEEDED,
                  Optional.of(message),
                  ImmutableMap.of(),
                  ImmutableListMultimap.of(),
                  SpannerConnections.statistics().since(before),
                  ImmutableList.of()));
    }
  }

  private RunSummary summary(RunState state) {
    return RunSummary.of(launch.spec().name(), runId, state, start, Instant.now());
  }

  private void writeSummary(RunSummary summary) {
    @Nullable String file = launch.options().getSummaryFile();
    if (file != null) {
      write("--summaryFile", () -> SummaryReport.write(summary, file));
    }
  }

  private void writePage(
      RunSummary summary,
      ExitStatus status,
      Optional<String> message,
      ImmutableMap<RejectionReason, Long> reasons,
      ImmutableListMultimap<RejectionReason, String> examples,
      ConnectionStatistics connections,
      Iterable<ReportSection> sections)
      throws IOException {
    isPageWritten = true;
    RunReportPage.write(
        new RunReport(
            summary,
            launch.command(),
            databases,
            launch.launcher(),
            status,
            message,
            samples.list(),
            reasons,
            examples,
            connections,
            ImmutableList.copyOf(sections)),
        launch.options().getReportFile());
  }

  private ImmutableListMultimap<RejectionReason, String> examples(
      ImmutableSet<RejectionReason> reasons) throws IOException {
    if (!(launch.options() instanceof FailureOptions failures)
        || failures.getReportSamples() == 0) {
      return ImmutableListMultimap.of();
    }
    Optional<String> files = RejectedRecords.of(failures, runId).prefix();
    return files.isEmpty()
        ? ImmutableListMultimap.of()
        : RejectionExamples.read(
            files.get() + "*.jsonl",
            reasons.stream()
                .filter(reason -> !reason.isOther())
                .limit(RejectionSection.MOST_REASONS)
                .collect(toImmutableSet()),
            failures.getReportSamples());
  }

  /** Workers in other processes report theirs as metrics; other runs are in this process. */
  private ConnectionStatistics connections(PipelineResult result) {
    ConnectionStatistics here = SpannerConnections.statistics().since(before);
    return launch.isElsewhere() ? here.plus(ConnectionMetrics.read(result)) : here;
  }
}
