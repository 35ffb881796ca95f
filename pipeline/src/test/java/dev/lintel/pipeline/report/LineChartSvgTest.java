package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.report.LineChart.Series;
import dev.lintel.pipeline.report.LineChart.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineChartSvgTest {

  private static LineChart chart(List<Step> steps) {
    return new LineChart("Speed", "rows/s", List.of(new Series("read", steps)));
  }

  private static String svg(LineChartSvg picture) {
    var html = new HtmlWriter();
    picture.writeTo(html, "c", "wide");
    return html.toString();
  }

  @Test
  void theLineGoesFromTheOriginToTheTop() {
    String svg =
        svg(new LineChartSvg(chart(List.of(new Step(0, 5, 0), new Step(5, 10, 100))), 960, 300));

    // 0 and 100 rows are the ends of the axis of values, 0 and 10 s those of the axis of time.
    assertThat(svg)
        .contains(">0</text>", ">50</text>", ">100</text>", ">10</text>")
        .contains("rows/s", "time since the start (s)")
        .contains("d=\"M34.5,256.0 L488.3,256.0 L488.3,30.0 L942.0,30.0\"");
  }

  @Test
  void everyPointIsInThePicture() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      steps.add(new Step(i, i + 1, i * 37 % 1000));
    }
    for (LineChartSvg picture :
        List.of(LineChartSvg.wide(chart(steps)), LineChartSvg.narrow(chart(steps)))) {
      var points = Pattern.compile("([\\d.-]+),([\\d.-]+)").matcher(svg(picture));
      int number = 0;
      while (points.find()) {
        assertThat(Double.parseDouble(points.group(1))).isBetween(0.0, (double) picture.width());
        assertThat(Double.parseDouble(points.group(2))).isBetween(0.0, (double) picture.height());
        number++;
      }
      assertThat(number).isGreaterThan(1000);
    }
  }

  @Test
  void withoutValuesThereAreAxes() {
    assertThat(svg(LineChartSvg.narrow(new LineChart("Speed", "rows/s", List.of()))))
        .contains("No values", "class=\"axis\"");
  }

  @Test
  void moreSeriesThanCanBeToldApartAreRefused() {
    assertThatThrownBy(
            () ->
                new LineChart(
                    "Speed", "rows/s", Collections.nCopies(5, new Series("a", List.of()))))
        .hasMessage("5 series, and a chart has 4 at most");
  }
}
