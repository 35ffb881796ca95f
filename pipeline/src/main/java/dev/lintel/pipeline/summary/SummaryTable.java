package dev.lintel.pipeline.summary;

import dev.lintel.pipeline.command.Elapsed;
import dev.lintel.pipeline.command.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Formats a run summary as text: the state, then the figures of tables and of lookups. */
final class SummaryTable {

  private SummaryTable() {}

  static String of(RunSummary summary) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s in %s (run %s)"
            .formatted(
                summary.job(),
                summary.state().name().toLowerCase(Locale.ROOT),
                Elapsed.words(Duration.between(summary.startTime(), summary.endTime())),
                summary.runId()));
    addTable(lines, "table", TableFigure.values(), summary.tables());
    addTable(lines, "lookup", LookupFigure.values(), summary.lookups());
    return String.join("\n", lines);
  }

  private static <F extends Figure> void addTable(
      List<String> lines, String nameHeading, F[] order, List<RunSummary.Row<F>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<F> figures =
        Arrays.stream(order)
            .filter(figure -> rows.stream().anyMatch(row -> row.figures().containsKey(figure)))
            .toList();
    List<String> header = new ArrayList<>(List.of(nameHeading));
    figures.forEach(figure -> header.add(figure.heading()));
    TextTable table =
        TextTable.of(header)
            .withNumbers(figures.stream().map(Figure::heading).toArray(String[]::new));
    for (RunSummary.Row<F> row : rows) {
      List<String> line = new ArrayList<>(List.of(row.name()));
      figures.forEach(figure -> line.add(number(figureOf(row, figure))));
      table.add(line);
    }
    if (rows.size() > 1) {
      List<String> totals = new ArrayList<>(List.of("total"));
      figures.forEach(
          figure ->
              totals.add(
                  number(
                      OptionalLong.of(
                          rows.stream().mapToLong(row -> figureOf(row, figure).orElse(0)).sum()))));
      table.add(totals);
    }
    lines.add("");
    lines.add(table.toString());
  }

  private static <F extends Figure> OptionalLong figureOf(RunSummary.Row<F> row, F figure) {
    Long value = row.figures().get(figure);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%,d", value.getAsLong()) : "-";
  }
}
