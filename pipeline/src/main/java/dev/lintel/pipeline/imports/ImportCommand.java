package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.run.Command;
import dev.lintel.pipeline.run.DatabaseOptions;
import dev.lintel.pipeline.run.Environment;
import dev.lintel.pipeline.run.ExitStatus;
import dev.lintel.pipeline.run.Progress;
import dev.lintel.pipeline.run.RunId;
import dev.lintel.pipeline.run.RunState;
import dev.lintel.pipeline.run.RunSummary;
import dev.lintel.pipeline.run.SummaryReport;
import dev.lintel.pipeline.run.TableFigure;
import dev.lintel.pipeline.run.TableMetrics;
import dev.lintel.pipeline.run.UsageException;
import dev.lintel.transforms.WriteRows;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;

/** {@code ./lintel import}: checks, creates what is missing, loads, and says what became of it. */
public final class ImportCommand implements Command<ImportOptions> {

  @Override
  public Class<ImportOptions> optionsType() {
    return ImportOptions.class;
  }

  @Override
  public ExitStatus run(ImportOptions options, Environment environment)
      throws IOException, InterruptedException {
    Instant start = Instant.now();
    RunId runId = RunId.at(start, RandomGenerator.getDefault());
    long openedBefore = SpannerConnections.statistics().opened();
    ConnectionConfig config = DatabaseOptions.connection(options, environment);

    ImportTarget target = ImportTarget.inspect(config, ddl(options));
    ImportPlan plan = check(options, target);
    plan = plan.withSchema(target.create());

    Pipeline pipeline = Pipeline.create(options);
    Optional<String> rejectedPrefix = rejectedPrefix(options, runId);
    ImportPipeline.build(pipeline, plan, write(options, config, plan), rejectedPrefix);

    PipelineResult result = pipeline.run();
    if (isOnlyWrittenDown(result)) {
      return ExitStatus.SUCCEEDED;
    }
    RunState state;
    try {
      PipelineResult.State end =
          Progress.of(environment, "import").await(result, () -> counts(result));
      state = end == PipelineResult.State.DONE ? RunState.SUCCEEDED : RunState.FAILED;
    } catch (RuntimeException e) {
      try {
        var failed = RunSummary.of("import", runId, RunState.FAILED, start, Instant.now());
        report(counted(failed, plan, result, openedBefore), options, rejectedPrefix, environment);
      } catch (IOException | RuntimeException ofReport) {
        // Why the import failed matters more.
        e.addSuppressed(ofReport);
      }
      throw e;
    }
    var ended = RunSummary.of("import", runId, state, start, Instant.now());
    report(counted(ended, plan, result, openedBefore), options, rejectedPrefix, environment);
    if (state == RunState.FAILED) {
      return ExitStatus.FAILED;
    }
    return ExitStatus.ofFailures(
        TableMetrics.readTotals(result).get(TableFigure.FAILED), options.getMaxFailures());
  }

  /**
   * True if the runner has made a template of the pipeline instead of running it, as it does for a
   * Flex Template; then there is nothing to wait for, and the result answers no question.
   */
  private static boolean isOnlyWrittenDown(PipelineResult result) {
    try {
      result.getState();
      return false;
    } catch (UnsupportedOperationException e) {
      return true;
    }
  }

  private static RunSummary counted(
      RunSummary summary, ImportPlan plan, PipelineResult result, long openedBefore) {
    return summary(plan, result, summary)
        .withConnectionsOpened(SpannerConnections.statistics().opened() - openedBefore);
  }

  private static Optional<String> ddl(ImportOptions options) {
    if (options.getDdlFile() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(InputFiles.text(options.getDdlFile()));
    } catch (IOException e) {
      throw new UsageException(
          "--ddlFile: cannot read %s: %s".formatted(options.getDdlFile(), e.getMessage()));
    }
  }

  private static ImportPlan check(ImportOptions options, ImportTarget target) {
    List<String> problems = new ArrayList<>();
    var layout = TextOptions.layout(options, problems);
    var format = TextOptions.format(options, problems);
    ImportOutputs.check(options, problems);
    List<ImportSource> sources = ImportSources.find(options, problems);
    var operation = Mutation.Op.valueOf(options.getMode().name());
    return new ImportPreflight(target.schema(), operation, layout).check(sources, format, problems);
  }

  private static WriteRows write(ImportOptions options, ConnectionConfig config, ImportPlan plan) {
    WriteRows write = WriteRows.to(config).withSchema(plan.schema());
    var priority = DatabaseOptions.priority(options);
    if (priority.isPresent()) {
      write = write.withPriority(priority.get());
    }
    if (options.getRequestTag() != null) {
      write = write.withTag(options.getRequestTag());
    }
    if (options.getMaxCommitDelayMillis() != null) {
      write = write.withMaxCommitDelay(Duration.ofMillis(options.getMaxCommitDelayMillis()));
    }
    return write;
  }

  /**
   * Files of their own for each run, so that a later run never replaces what an earlier one kept.
   */
  private static Optional<String> rejectedPrefix(ImportOptions options, RunId runId) {
    return Optional.ofNullable(options.getInvalidOutputPath())
        .map(
            folder ->
                FileSystems.matchNewResource(folder, /* isDirectory= */ true)
                    + "rejected-"
                    + runId);
  }

  private static Progress.Counts counts(PipelineResult result) {
    Map<TableFigure, Long> totals = TableMetrics.readTotals(result);
    return new Progress.Counts(
        totals.get(TableFigure.READ),
        totals.get(TableFigure.WRITTEN),
        totals.get(TableFigure.FAILED));
  }

  private static RunSummary summary(ImportPlan plan, PipelineResult result, RunSummary empty) {
    Map<String, Map<TableFigure, Long>> counted = TableMetrics.read(result);
    var summary = empty;
    var names = new TreeSet<>(counted.keySet());
    List<String> ordered = new ArrayList<>();
    for (String table : plan.levels().stream().flatMap(List::stream).toList()) {
      if (names.remove(table) || plan.namesTable(table)) {
        ordered.add(table);
      }
    }
    // Rejected records may name tables that there are none of.
    ordered.addAll(names);
    for (String table : ordered) {
      Map<TableFigure, Long> figures = new EnumMap<>(TableFigure.class);
      for (var figure : List.of(TableFigure.READ, TableFigure.WRITTEN, TableFigure.FAILED)) {
        figures.put(figure, counted.getOrDefault(table, Map.of()).getOrDefault(figure, 0L));
      }
      summary = summary.withTable(table, figures);
    }
    return summary;
  }

  private static void report(
      RunSummary summary,
      ImportOptions options,
      Optional<String> rejectedPrefix,
      Environment environment)
      throws IOException {
    SummaryReport.print(summary, environment.out());
    long failed = summary.total(TableFigure.FAILED);
    // A run that failed has not come to write them.
    if (failed > 0 && summary.state() == RunState.SUCCEEDED) {
      environment
          .out()
          .println(
              rejectedPrefix
                  .map(prefix -> "The rejected records, with reasons: " + prefix + "*.jsonl")
                  .orElse("Give --invalidOutputPath to keep rejected records, with reasons."));
    }
    if (options.getSummaryFile() != null) {
      SummaryReport.write(summary, options.getSummaryFile());
    }
  }
}
