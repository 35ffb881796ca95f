package dev.lintel.pipeline.summary;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Counts rows of each table as Beam counters, named after figure and table, such as {@code
 * written_Airports}. Belongs to one DoFn; not thread-safe.
 */
public final class TableMetrics implements Serializable {
  private static final String SEPARATOR = "_";

  // Worker scoped.
  private transient Map<TableFigure, Map<String, Counter>> counters;

  private TableMetrics() {}

  public static TableMetrics create() {
    return new TableMetrics();
  }

  /** Counts one row; to be called from within a bundle. */
  public void increment(TableFigure figure, String table) {
    if (counters == null) {
      counters = new EnumMap<>(TableFigure.class);
    }
    counters
        .computeIfAbsent(figure, unused -> new HashMap<>())
        .computeIfAbsent(
            table, name -> Metrics.counter(TableMetrics.class, figure.field() + SEPARATOR + name))
        .inc();
  }

  /**
   * What a pipeline has counted so far, by table: of a finished bundle once, however often it was
   * tried, where the runner can tell.
   */
  public static Map<String, Map<TableFigure, Long>> read(PipelineResult result) {
    Map<String, Map<TableFigure, Long>> figures = new TreeMap<>();
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(TableMetrics.class))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      MetricKey key = counter.getKey();
      String name = key.metricName().getName();
      for (TableFigure figure : TableFigure.values()) {
        String prefix = figure.field() + SEPARATOR;
        if (name.startsWith(prefix)) {
          figures
              .computeIfAbsent(name.substring(prefix.length()), table -> new TreeMap<>())
              .merge(figure, count(counter), Long::sum);
        }
      }
    }
    return figures;
  }

  /** Of a finished bundle once, however often it was tried, where the runner can tell. */
  static long count(MetricResult<Long> counter) {
    Long committed = counter.getCommittedOrNull();
    return committed == null ? counter.getAttempted() : committed;
  }

  /** The sums of {@link #read} over all tables; 0 for what was not counted. */
  public static Map<TableFigure, Long> readTotals(PipelineResult result) {
    Map<TableFigure, Long> totals = new EnumMap<>(TableFigure.class);
    for (TableFigure figure : TableFigure.values()) {
      totals.put(figure, 0L);
    }
    read(result)
        .values()
        .forEach(
            figures -> figures.forEach((figure, count) -> totals.merge(figure, count, Long::sum)));
    return totals;
  }

  /** Adds these figures of these tables, 0 where nothing was counted. */
  public static RunSummary addTo(
      RunSummary summary,
      Iterable<String> tables,
      List<TableFigure> figures,
      PipelineResult result) {
    Map<String, Map<TableFigure, Long>> counted = read(result);
    RunSummary all = summary;
    for (String table : tables) {
      Map<TableFigure, Long> ofTable = new EnumMap<>(TableFigure.class);
      for (TableFigure figure : figures) {
        ofTable.put(figure, counted.getOrDefault(table, Map.of()).getOrDefault(figure, 0L));
      }
      all = all.withTable(table, ofTable);
    }
    return all;
  }
}
