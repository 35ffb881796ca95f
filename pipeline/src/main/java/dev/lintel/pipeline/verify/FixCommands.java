package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.exportfolder.FileStems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.formats.FileNames;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.schema.LoadOrder;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The commands that make the checked database equal to the reference, with the files that the run
 * has written.
 */
record FixCommands(VerifyPlan plan, ResultPlaces places, DatabaseCommands commands) {

  /** Prints the commands for the tables that differ, if fixes were asked for. */
  void print(RunSummary summary, PrintStream out) {
    if (places.rowsToImport().isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(imports(summary));
    lines.addAll(purges(summary));
    out.println("These commands make the database equal to the reference:");
    lines.forEach(line -> out.println("  " + line));
  }

  private Map<String, String> stems() {
    return FileStems.visible(plan.tables().stream().map(TableComparison::getTable).toList());
  }

  /** One import of all tables, so that it can load parents before children. */
  private List<String> imports(RunSummary summary) {
    List<TableComparison> tables =
        plan.tables().stream()
            .filter(
                table ->
                    count(summary, table, TableFigure.MISSING)
                            + count(summary, table, TableFigure.CHANGED)
                        > 0)
            .toList();
    if (tables.isEmpty()) {
      return List.of();
    }
    if (tables.stream().allMatch(this::isNamedAfterTable)) {
      return List.of(
          commands.of("import", ImmutableMap.of("inputDir", places.rowsToImport().orElseThrow())));
    }
    return LoadOrder.withCycles(
            plan.actual().schema(), tables.stream().map(FixCommands::nameToWrite).toList())
        .getTables()
        .stream()
        .map(name -> named(tables, name))
        .map(
            table ->
                onTable(
                    "import",
                    table,
                    places.rowsToImport(stems().get(table.getTable())).orElseThrow()))
        .toList();
  }

  private boolean isNamedAfterTable(TableComparison table) {
    String file = places.rowsToImport(stems().get(table.getTable())).orElseThrow();
    return FileNames.tableOf(DataFile.named(file).fileName())
        .filter(name -> name.equalsIgnoreCase(nameToWrite(table)))
        .isPresent();
  }

  /** Children come before their parents. */
  private List<String> purges(RunSummary summary) {
    List<TableComparison> tables =
        plan.tables().stream()
            .filter(table -> count(summary, table, TableFigure.EXTRA) > 0)
            .toList();
    List<String> order =
        new ArrayList<>(
            LoadOrder.withCycles(
                    plan.actual().schema(), tables.stream().map(FixCommands::nameToWrite).toList())
                .getTables());
    Collections.reverse(order);
    return order.stream()
        .map(name -> named(tables, name))
        .map(
            table ->
                onTable(
                    "purge",
                    table,
                    places.keysToPurge(stems().get(table.getTable())).orElseThrow()))
        .toList();
  }

  private String onTable(String command, TableComparison table, String file) {
    return commands.of(command, ImmutableMap.of("tableName", nameToWrite(table), "input", file));
  }

  private static TableComparison named(List<TableComparison> tables, String name) {
    return tables.stream()
        .filter(table -> nameToWrite(table).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String nameToWrite(TableComparison table) {
    return table.getActual().table().getName();
  }

  private static long count(RunSummary summary, TableComparison table, TableFigure figure) {
    return summary.tables().stream()
        .filter(row -> row.name().equals(table.getTable()))
        .mapToLong(row -> row.figures().getOrDefault(figure, 0L))
        .sum();
  }
}
