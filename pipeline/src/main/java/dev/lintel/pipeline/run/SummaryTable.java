package dev.lintel.pipeline.run;

import com.google.common.base.Strings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A run summary as lines for a person: the outcome, then a table for tables and for lookups. */
final class SummaryTable {

  private static final String GAP = "  ";

  private SummaryTable() {}

  static String of(RunSummary summary) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s in %s (run %s)"
            .formatted(
                summary.job(),
                summary.state().name().toLowerCase(Locale.ROOT),
                elapsed(Duration.between(summary.startTime(), summary.endTime())),
                summary.runId()));
    addTable(lines, "table", TableFigure.values(), summary.tables());
    addTable(lines, "lookup", LookupFigure.values(), summary.lookups());
    return String.join("\n", lines);
  }

  /** Such as 4.2 s, 1 min 15 s, 2 h 5 min. */
  static String elapsed(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
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
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(nameHeading));
    figures.forEach(figure -> header.add(figure.heading()));
    cells.add(header);
    for (RunSummary.Row<F> row : rows) {
      List<String> line = new ArrayList<>(List.of(row.name()));
      figures.forEach(figure -> line.add(number(figureOf(row, figure))));
      cells.add(line);
    }
    if (rows.size() > 1) {
      List<String> totals = new ArrayList<>(List.of("total"));
      figures.forEach(
          figure ->
              totals.add(
                  number(
                      OptionalLong.of(
                          rows.stream().mapToLong(row -> figureOf(row, figure).orElse(0)).sum()))));
      cells.add(totals);
    }
    lines.add("");
    lines.addAll(aligned(cells));
  }

  private static <F extends Figure> OptionalLong figureOf(RunSummary.Row<F> row, F figure) {
    Long value = row.figures().get(figure);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%,d", value.getAsLong()) : "-";
  }

  private static List<String> aligned(List<List<String>> cells) {
    int columns = cells.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return cells.stream()
        .map(
            line -> {
              StringBuilder text = new StringBuilder(Strings.padEnd(line.get(0), widths[0], ' '));
              for (int i = 1; i < columns; i++) {
                text.append(GAP).append(Strings.padStart(line.get(i), widths[i], ' '));
              }
              return text.toString();
            })
        .toList();
  }
}
