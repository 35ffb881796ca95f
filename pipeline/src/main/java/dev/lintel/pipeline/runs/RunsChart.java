package dev.lintel.pipeline.runs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.lintel.pipeline.command.Elapsed;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.ledger.RecordedRun.State;
import dev.lintel.pipeline.report.Axis;
import dev.lintel.pipeline.report.Figures;
import dev.lintel.pipeline.report.HtmlWriter;
import dev.lintel.pipeline.report.TimeLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Draws the runs of a job key, one column each, the newest on the right: above, how long each took,
 * and below, how many rows it wrote and rejected. A failed run has another colour and a cross, a
 * skipped one a circle, and a running one no filling.
 *
 * @param runs the newest first
 * @param now until when a running one has taken its time
 */
record RunsChart(ImmutableList<RecordedRun> runs, Instant now, int width) {

  /** More columns than one in so many units could not be told apart. */
  private static final int NARROWEST_COLUMN = 7;

  private static final int WIDEST_COLUMN = 40;
  private static final int FONT = 13;
  private static final int RIGHT = 12;
  private static final double CHARACTER = 7.5;
  private static final double GAP = 0.25;
  private static final Panel TOOK = new Panel(34, 130);
  private static final Panel ROWS = new Panel(206, 90);
  private static final int HEIGHT = 330;

  /**
   * Where a panel is.
   *
   * @param top its highest value
   */
  private record Panel(int top, int height) {
    double y(Axis axis, double value) {
      return top + height - axis.position(value, height);
    }

    double bottom() {
      return top + height;
    }
  }

  static RunsChart wide(List<RecordedRun> runs, Instant now) {
    return new RunsChart(ImmutableList.copyOf(runs), now, 960);
  }

  static RunsChart narrow(List<RecordedRun> runs, Instant now) {
    return new RunsChart(ImmutableList.copyOf(runs), now, 420);
  }

  /** The runs that it has room for, the oldest first. */
  ImmutableList<RecordedRun> drawn() {
    int most = (width - 100) / NARROWEST_COLUMN;
    return ImmutableList.copyOf(Lists.reverse(runs.subList(0, Math.min(most, runs.size()))));
  }

  /** How long a run took, or has taken so far; a skipped one took no time. */
  Duration took(RecordedRun run) {
    return run.state() == State.SKIPPED
        ? Duration.ZERO
        : Duration.between(run.startTime(), run.endTime().orElse(now));
  }

  void writeTo(HtmlWriter html, String id, String cssClass) {
    List<RecordedRun> shown = drawn();
    Axis seconds =
        Axis.ofDurations(
            shown.stream().mapToDouble(run -> took(run).toMillis() / 1000.0).max().orElse(0), 3);
    Axis rows =
        Axis.ofValues(
            shown.stream()
                .mapToDouble(run -> run.rowsWritten().orElse(0) + run.rowsFailed().orElse(0))
                .max()
                .orElse(0),
            2);
    var labels = TimeLabels.of(seconds);
    double left = left(seconds, rows, labels);
    double plotWidth = width - left - RIGHT;
    html.open(
        "svg",
        "class",
        "chart " + cssClass,
        "viewBox",
        "0 0 %d %d".formatted(width, HEIGHT),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    html.element("title", "The last %d runs".formatted(shown.size()), "id", id + "-title");
    html.element("desc", description(shown), "id", id + "-desc");
    label(html, "duration (%s)".formatted(labels.unit()), 2, 16, "start");
    for (double tick : seconds.ticks()) {
      grid(html, labels.of(tick), TOOK.y(seconds, tick), left, plotWidth, tick == 0);
    }
    label(html, "rows", 2, ROWS.top() - 14.0, "start");
    for (double tick : rows.ticks()) {
      grid(html, Figures.brief(tick), ROWS.y(rows, tick), left, plotWidth, tick == 0);
    }
    double column = Math.min(WIDEST_COLUMN, plotWidth / Math.max(1, shown.size()));
    for (int i = 0; i < shown.size(); i++) {
      RecordedRun run = shown.get(i);
      double x = left + column * i + column * GAP / 2;
      double wide = column * (1 - GAP);
      html.open("g");
      html.element("title", words(run));
      writeTook(html, run, seconds, x, wide);
      writeRows(html, run, rows, x, wide);
      html.close();
    }
    writeTimes(html, shown, left, left + column * shown.size());
    html.close().line();
  }

  private static double left(Axis seconds, Axis rows, TimeLabels labels) {
    int longest =
        Math.max(
            seconds.ticks().stream().mapToInt(tick -> labels.of(tick).length()).max().orElse(1),
            rows.ticks().stream().mapToInt(tick -> Figures.brief(tick).length()).max().orElse(1));
    return 12 + CHARACTER * longest;
  }

  private void writeTook(
      HtmlWriter html, RecordedRun run, Axis seconds, double x, double columnWidth) {
    double middle = x + columnWidth / 2;
    String state = run.state().name().toLowerCase(Locale.ROOT);
    if (run.state() == State.SKIPPED) {
      html.empty(
          "circle",
          "class",
          "run skipped",
          "cx",
          Figures.coordinate(middle),
          "cy",
          Figures.coordinate(TOOK.bottom() - 4),
          "r",
          Figures.coordinate(Math.min(3.5, columnWidth / 2)));
      return;
    }
    double y = Math.min(TOOK.bottom() - 1.5, TOOK.y(seconds, took(run).toMillis() / 1000.0));
    rect(html, "run " + state, x, y, columnWidth, TOOK.bottom() - y);
    if (run.state() == State.FAILED) {
      double half = Math.min(4, columnWidth / 2);
      html.empty(
          "path",
          "class",
          "cross",
          "d",
          "M%s,%s l%s,%s m0,-%s l-%s,%s"
              .formatted(
                  Figures.coordinate(middle - half),
                  Figures.coordinate(y - 4 - 2 * half),
                  Figures.coordinate(2 * half),
                  Figures.coordinate(2 * half),
                  Figures.coordinate(2 * half),
                  Figures.coordinate(2 * half),
                  Figures.coordinate(2 * half)));
    }
  }

  private static void writeRows(
      HtmlWriter html, RecordedRun run, Axis rows, double x, double columnWidth) {
    long written = run.rowsWritten().orElse(0);
    long failed = run.rowsFailed().orElse(0);
    double top = ROWS.y(rows, (double) written);
    if (written > 0) {
      rect(html, "bar series1", x, top, columnWidth, ROWS.bottom() - top);
    }
    if (failed > 0) {
      double height = Math.max(1.5, top - ROWS.y(rows, (double) written + failed));
      rect(html, "bar series2", x, top - height, columnWidth, height);
    }
  }

  private void writeTimes(HtmlWriter html, List<RecordedRun> shown, double first, double end) {
    if (shown.isEmpty()) {
      return;
    }
    String newest = Figures.time(shown.get(shown.size() - 1).startTime());
    String oldest = Figures.time(shown.get(0).startTime());
    double length = end - first;
    if (length > 2 * CHARACTER * newest.length()) {
      label(html, oldest, first, HEIGHT - 12.0, "start");
    }
    // Few columns are narrower than the time of the newest.
    boolean fits = length > CHARACTER * newest.length();
    label(html, newest, fits ? end : first, HEIGHT - 12.0, fits ? "end" : "start");
  }

  private String description(List<RecordedRun> shown) {
    StringBuilder text = new StringBuilder();
    for (State state : State.values()) {
      long number = shown.stream().filter(run -> run.state() == state).count();
      if (number > 0) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(number)
            .append(' ')
            .append(state.name().toLowerCase(Locale.ROOT));
      }
    }
    return text.append("; the newest is on the right").toString();
  }

  private String words(RecordedRun run) {
    return "%s, %s, %s, %s rows written, %s rejected"
        .formatted(
            Figures.time(run.startTime()),
            run.state().name().toLowerCase(Locale.ROOT),
            Elapsed.words(took(run)),
            Figures.number(run.rowsWritten().orElse(0)),
            Figures.number(run.rowsFailed().orElse(0)));
  }

  private static void grid(
      HtmlWriter html, String text, double y, double left, double length, boolean isAxis) {
    html.empty(
        "line",
        "class",
        isAxis ? "axis" : "grid",
        "x1",
        Figures.coordinate(left),
        "x2",
        Figures.coordinate(left + length),
        "y1",
        Figures.coordinate(y),
        "y2",
        Figures.coordinate(y));
    label(html, text, left - 6, y + 4, "end");
  }

  private static void label(HtmlWriter html, String text, double x, double y, String anchor) {
    html.element(
        "text",
        text,
        "x",
        Figures.coordinate(x),
        "y",
        Figures.coordinate(y),
        "text-anchor",
        anchor,
        "font-size",
        String.valueOf(FONT));
  }

  private static void rect(
      HtmlWriter html, String cssClass, double x, double y, double wide, double high) {
    html.empty(
        "rect",
        "class",
        cssClass,
        "x",
        Figures.coordinate(x),
        "y",
        Figures.coordinate(y),
        "width",
        Figures.coordinate(wide),
        "height",
        Figures.coordinate(high));
  }
}
