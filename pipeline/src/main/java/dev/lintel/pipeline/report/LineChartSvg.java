package dev.lintel.pipeline.report;

import dev.lintel.pipeline.report.LineChart.Series;
import dev.lintel.pipeline.report.LineChart.Step;
import java.util.stream.Collectors;

/**
 * Draws a line chart. Texts in SVG shrink with the picture, so a page has it in two sizes and shows
 * the one that fits.
 *
 * @param width of the picture, in the unit in which its texts are {@link #FONT} high
 */
record LineChartSvg(LineChart chart, int width, int height) {

  private static final int FONT = 13;
  private static final double CHARACTER = 7.5;
  private static final int TOP = 30;
  private static final int BOTTOM = 44;
  private static final int RIGHT = 18;

  static LineChartSvg wide(LineChart chart) {
    return new LineChartSvg(chart, 960, 300);
  }

  static LineChartSvg narrow(LineChart chart) {
    return new LineChartSvg(chart, 420, 260);
  }

  /** Writes the picture; the id must be the only one of its name on the page. */
  void writeTo(HtmlWriter html, String id, String cssClass) {
    Axis values =
        Axis.ofValues(chart.series().stream().mapToDouble(Series::greatest).max().orElse(0), 4);
    Axis time =
        Axis.ofSeconds(
            chart.series().stream().mapToDouble(Series::end).max().orElse(0), width / 110);
    double left =
        12
            + CHARACTER
                * values.ticks().stream().mapToInt(t -> Figures.brief(t).length()).max().orElse(1);
    var plot = new Plot(values, time, left, width - left - RIGHT, height - TOP - BOTTOM);
    html.open(
        "svg",
        "class",
        "chart " + cssClass,
        "viewBox",
        "0 0 %d %d".formatted(width, height),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    html.element("title", chart.title(), "id", id + "-title");
    html.element("desc", description(), "id", id + "-desc");
    plot.writeAxes(html);
    for (int i = 0; i < chart.series().size(); i++) {
      plot.writeSeries(html, chart.series().get(i), i + 1);
    }
    html.close().line();
  }

  private String description() {
    return chart.series().isEmpty()
        ? "No values"
        : chart.series().stream()
            .map(
                series ->
                    "%s: %s %s on average, %s at most"
                        .formatted(
                            series.name(),
                            Figures.number(Math.round(series.mean())),
                            chart.unit(),
                            Figures.number(Math.round(series.greatest()))))
            .collect(Collectors.joining("; "));
  }

  /** Where values are in the picture. */
  private final class Plot {
    private final Axis values;
    private final Axis time;
    private final double left;
    private final double plotWidth;
    private final double plotHeight;

    Plot(Axis values, Axis time, double left, double plotWidth, double plotHeight) {
      this.values = values;
      this.time = time;
      this.left = left;
      this.plotWidth = plotWidth;
      this.plotHeight = plotHeight;
    }

    private double x(double seconds) {
      return left + time.position(seconds, plotWidth);
    }

    private double y(double value) {
      return TOP + plotHeight - values.position(value, plotHeight);
    }

    void writeAxes(HtmlWriter html) {
      for (double value : values.ticks()) {
        html.empty(
            "line",
            "class",
            value == 0 ? "axis" : "grid",
            "x1",
            Figures.coordinate(left),
            "x2",
            Figures.coordinate(left + plotWidth),
            "y1",
            Figures.coordinate(y(value)),
            "y2",
            Figures.coordinate(y(value)));
        label(html, Figures.brief(value), left - 6, y(value) + 4, "end");
      }
      var labels = TimeLabels.of(time);
      for (double seconds : time.ticks()) {
        html.empty(
            "line",
            "class",
            "axis",
            "x1",
            Figures.coordinate(x(seconds)),
            "x2",
            Figures.coordinate(x(seconds)),
            "y1",
            Figures.coordinate(y(0)),
            "y2",
            Figures.coordinate(y(0) + 4));
        label(html, labels.of(seconds), x(seconds), y(0) + 18, "middle");
      }
      label(html, chart.unit(), 2, FONT + 1, "start");
      label(
          html,
          "time since the start (%s)".formatted(labels.unit()),
          left + plotWidth,
          y(0) + 37,
          "end");
    }

    private void label(HtmlWriter html, String text, double x, double y, String anchor) {
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

    void writeSeries(HtmlWriter html, Series series, int number) {
      if (series.steps().isEmpty()) {
        return;
      }
      String line = line(series);
      html.empty(
          "path",
          "class",
          "area series" + number,
          "d",
          "M%s,%s L%s L%s,%s Z"
              .formatted(
                  Figures.coordinate(x(series.steps().get(0).from())),
                  Figures.coordinate(y(0)),
                  line,
                  Figures.coordinate(x(series.end())),
                  Figures.coordinate(y(0))));
      html.empty("path", "class", "line series" + number, "d", "M" + line);
    }

    private String line(Series series) {
      return series.steps().stream().map(this::corners).collect(Collectors.joining(" L"));
    }

    private String corners(Step step) {
      return "%s,%s L%s,%s"
          .formatted(
              Figures.coordinate(x(step.from())),
              Figures.coordinate(y(step.value())),
              Figures.coordinate(x(step.to())),
              Figures.coordinate(y(step.value())));
    }
  }
}
