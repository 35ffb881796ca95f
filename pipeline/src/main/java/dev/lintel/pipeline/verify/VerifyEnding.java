package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.lineage.ReadFigures;
import dev.lintel.pipeline.report.ReportSection;
import dev.lintel.pipeline.report.ReportTable;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import dev.lintel.schema.Column;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.PipelineResult;

/** The end of a comparison. Belongs to one run; not thread-safe. */
final class VerifyEnding implements Ending {
  private static final List<TableFigure> FIGURES =
      List.of(TableFigure.READ, TableFigure.MISSING, TableFigure.EXTRA, TableFigure.CHANGED);

  private final VerifyPlan plan;
  private final ResultPlaces places;
  private final DatabaseCommands commands;

  /** In how many changed rows each column differs, by table. */
  private final Map<String, ImmutableMap<String, Long>> columns = new LinkedHashMap<>();

  VerifyEnding(VerifyPlan plan, ResultPlaces places, DatabaseCommands commands) {
    this.plan = plan;
    this.places = places;
    this.commands = commands;
  }

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    plan.tables().forEach(table -> columns.put(table.getTable(), ColumnCounts.read(result, table)));
    RunSummary counted =
        TableMetrics.addTo(
            summary.withSnapshotTimestamp(
                Instant.ofEpochSecond(plan.snapshot().getSeconds(), plan.snapshot().getNanos())),
            plan.tables().stream().map(TableComparison::getTable).toList(),
            FIGURES,
            result);
    for (String table : plan.schemas().notCompared()) {
      counted = counted.withTable(table, Map.of());
    }
    return counted;
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    out.println();
    out.println(
        "Compared as of %s%s"
            .formatted(
                summary.snapshotTimestamp().orElseThrow(),
                plan.note().map(note -> " (" + note + ")").orElse("")));
    printSchema(out);
    if (summary.state() != RunState.SUCCEEDED) {
      return;
    }
    printColumns(out);
    if (status(summary) == ExitStatus.SUCCEEDED) {
      out.println("No row differs.");
      return;
    }
    if (hasRows(summary)) {
      places
          .differences()
          .ifPresentOrElse(
              folder -> out.println("The differences: " + folder),
              () ->
                  out.println(
                      "Give --outputDir to keep the rows that differ, and --fixDir for what fixes"
                          + " them."));
      new FixCommands(plan, places, commands).print(summary, out);
    }
  }

  private void printSchema(PrintStream out) {
    for (SchemaDifference difference : plan.schemas().differences()) {
      out.println(
          "Schema of "
              + difference.describe()
              + (difference.isFatal() ? "; its rows are not compared" : ""));
    }
  }

  private void printColumns(PrintStream out) {
    columns.forEach(
        (table, counts) -> {
          if (!counts.isEmpty()) {
            out.println(
                "Changed in %s: %s"
                    .formatted(
                        table,
                        counts.entrySet().stream()
                            .map(
                                column ->
                                    "%s in %,d %s"
                                        .formatted(
                                            column.getKey(),
                                            column.getValue(),
                                            column.getValue() == 1 ? "row" : "rows"))
                            .collect(Collectors.joining(", "))));
          }
        });
  }

  @Override
  public ImmutableList<ReportSection> sections(RunSummary summary, PipelineResult result) {
    ImmutableList.Builder<ReportSection> sections = ImmutableList.builder();
    if (columns.values().stream().anyMatch(counts -> !counts.isEmpty())) {
      sections.add(ReportSection.of("Changed columns", changedColumns()));
    }
    if (!plan.schemas().differences().isEmpty()) {
      sections.add(ReportSection.of("Schema", schemaDifferences()));
    }
    return sections.build();
  }

  private ReportTable changedColumns() {
    ReportTable.Builder table =
        ReportTable.of("In how many changed rows each column differs")
            .texts("table")
            .codes("column", "type")
            .numbers("rows")
            .bars("rows");
    for (TableComparison comparison : plan.tables()) {
      ImmutableMap<String, Long> counts = columns.get(comparison.getTable());
      for (Column column : comparison.getExpected().columns()) {
        Long rows = counts.get(column.getName());
        if (rows != null) {
          table.row(comparison.getTable(), column.getName(), column.getTypeName(), rows);
        }
      }
    }
    return table.build();
  }

  private ReportTable schemaDifferences() {
    ReportTable.Builder table =
        ReportTable.of("Differences between the schemas")
            .texts("table", "part")
            .codes("name", "in the reference", "in the checked database")
            .labels("rows compared");
    for (SchemaDifference difference : plan.schemas().differences()) {
      table.row(
          difference.table(),
          difference.part().text(),
          difference.name(),
          difference.expected(),
          difference.actual(),
          difference.isFatal() ? "no" : "yes");
    }
    return table.build();
  }

  private static boolean hasRows(RunSummary summary) {
    return summary.total(TableFigure.MISSING)
            + summary.total(TableFigure.EXTRA)
            + summary.total(TableFigure.CHANGED)
        > 0;
  }

  /** What is read are the rows of the reference. */
  @Override
  public ReadFigures readFigures(String database) {
    return new ReadFigures(
        plan.reference() instanceof VerifyPlan.OfDatabase of
            ? Optional.of(of.config().resourceName())
            : Optional.empty(),
        name -> true);
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return hasRows(summary) || plan.schemas().hasFatal()
        ? ExitStatus.DIFFERENT
        : ExitStatus.SUCCEEDED;
  }
}
