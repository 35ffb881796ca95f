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

  /**
   * From one change of the counter to the next: runners show what a bundle has counted when it is
   * over, so that the rows which appear at once were processed since the change before.
   */
  static List<Step> steps(List<Sample> samples, TableFigure figure) {
    List<Sample> changes = changes(samples, figure);
    int stride = (changes.size() + MOST_STEPS - 1) / MOST_STEPS;
    List<Step> steps = new ArrayList<>();
    double from = 0;
    long rowsBefore = 0;
    for (int i = 0; i < changes.size(); i++) {
      boolean isLast = i == changes.size() - 1;
      Sample sample = changes.get(i);
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

  /** The first sample, those that differ from the one before, and the last one. */
  private static List<Sample> changes(List<Sample> samples, TableFigure figure) {
    List<Sample> changes = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      if (i == 0
          || i == samples.size() - 1
          || samples.get(i).rows(figure) != samples.get(i - 1).rows(figure)) {
        changes.add(samples.get(i));
      }
    }
    return changes;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
