package dev.lintel.pipeline.summary;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many rows a run had counted at several moments, from which its speed over time follows. It
 * keeps some hundred samples however long the run takes: when it has too many, it drops every
 * second one, and keeps new ones half as often. Not thread-safe.
 */
public final class RowSamples {

  /** More than a chart has room for. */
  static final int MOST = 512;

  /**
   * One look at the counters.
   *
   * @param elapsed since the run began
   * @param rows so far, over all tables
   */
  public record Sample(Duration elapsed, Map<TableFigure, Long> rows) {
    public Sample {
      rows = ImmutableMap.copyOf(rows);
    }

    /** How many rows had been counted; 0 if the figure was not counted. */
    public long rows(TableFigure figure) {
      return rows.getOrDefault(figure, 0L);
    }
  }

  private final List<Sample> samples = new ArrayList<>();
  private Duration interval = Duration.ZERO;

  /** Adds a look at the counters, which must not be earlier than the one before. */
  public void add(Duration elapsed, Map<TableFigure, Long> rows) {
    boolean isSoon =
        !samples.isEmpty()
            && elapsed.minus(samples.get(samples.size() - 1).elapsed()).compareTo(interval) < 0;
    if (isSoon) {
      return;
    }
    samples.add(new Sample(elapsed, rows));
    if (samples.size() > MOST) {
      thin();
    }
  }

  /** Adds the last look, after which nothing changes. */
  public void end(Duration elapsed, Map<TableFigure, Long> rows) {
    samples.removeIf(sample -> sample.elapsed().compareTo(elapsed) >= 0);
    samples.add(new Sample(elapsed, rows));
  }

  /** The samples that are kept, the earliest first. */
  public ImmutableList<Sample> list() {
    return ImmutableList.copyOf(samples);
  }

  private void thin() {
    for (int i = samples.size() - 2; i > 0; i -= 2) {
      samples.remove(i);
    }
    Duration whole = samples.get(samples.size() - 1).elapsed().minus(samples.get(0).elapsed());
    interval = whole.dividedBy(samples.size() - 1L);
  }
}
