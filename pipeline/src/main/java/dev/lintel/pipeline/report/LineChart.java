package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Values over the time since a run began, as lines with the area below them. Immutable.
 *
 * @param title what is shown, in a few words
 * @param unit of the values, such as {@code rows/s}
 * @param series at most {@link #MOST_SERIES}
 */
public record LineChart(String title, String unit, List<Series> series) implements ReportPart {

  /** So many colours and dashes can be told apart. */
  public static final int MOST_SERIES = 4;

  /**
   * A value that holds for a time.
   *
   * @param from seconds since the run began
   * @param to seconds since the run began
   */
  public record Step(double from, double to, double value) {}

  /**
   * One line.
   *
   * @param steps one after the other, the earliest first
   */
  public record Series(String name, List<Step> steps) {
    public Series {
      steps = ImmutableList.copyOf(steps);
    }

    /** The greatest value; 0 without any. */
    double greatest() {
      return steps.stream().mapToDouble(Step::value).max().orElse(0);
    }

    /** When the last step ends, in seconds. */
    double end() {
      return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).to();
    }

    /** The average over time. */
    double mean() {
      double area =
          steps.stream().mapToDouble(step -> step.value() * (step.to() - step.from())).sum();
      double time = steps.stream().mapToDouble(step -> step.to() - step.from()).sum();
      return time > 0 ? area / time : 0;
    }
  }

  public LineChart {
    series = ImmutableList.copyOf(series);
    if (series.size() > MOST_SERIES) {
      throw new IllegalArgumentException(
          "%d series, and a chart has %d at most".formatted(series.size(), MOST_SERIES));
    }
  }
}
