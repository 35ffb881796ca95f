package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.report.LineChart.Series;
import dev.lintel.pipeline.report.LineChart.Step;
import dev.lintel.pipeline.summary.RowSamples.Sample;
import dev.lintel.pipeline.summary.TableFigure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many rows a second a run has processed over time, from samples of its counters. */
final class RowRates {

  /** The figures that show how fast a run is; the others show what it met. */
  private static final ImmutableList<TableFigure> SHOWN =
      ImmutableList.of(TableFigure.READ, TableFigure.WRITTEN, TableFigure.DELETED);

  /** With more of them, lines turn into a band. */
  static final int MOST_STEPS = 120;

  private RowRates() {}

  /** The series of the figures that counted anything. */
  static ImmutableList<Series> of(List<Sample> samples) {
    ImmutableList.Builder<Series> series = ImmutableList.builder();
    for (TableFigure figure : SHOWN) {
      List<Step> steps = steps(samples, figure);
      if (steps.stream().anyMatch(step -> step.value() > 0)) {
        series.add(new Series(figure.heading(), steps));
      }
    }
    return series.build();
  }

  /** From one sample to the next; if there are many samples, to the next but so many. */
  static List<Step> steps(List<Sample> samples, TableFigure figure) {
    int stride = (samples.size() + MOST_STEPS - 1) / MOST_STEPS;
    List<Step> steps = new ArrayList<>();
    double from = 0;
    long rowsBefore = 0;
    for (int i = 0; i < samples.size(); i++) {
      boolean isLast = i == samples.size() - 1;
      Sample sample = samples.get(i);
      double to = seconds(sample.elapsed());
      if (((i + 1) % stride == 0 || isLast) && to > from) {
        // A bundle that is tried again may take back what it had counted.
        double rate = Math.max(0, sample.rows(figure) - rowsBefore) / (to - from);
        steps.add(new Step(from, to, rate));
        from = to;
        rowsBefore = sample.rows(figure);
      }
    }
    return steps;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
