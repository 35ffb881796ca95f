package dev.lintel.pipeline.summary;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Counts rows of each table as Beam counters, named after figure and table, such as {@code
 * written_Airports}, and reads them back. Belongs to one DoFn; not thread-safe.
 */
public final class TableMetrics implements Serializable {

  // Worker scoped.
  private transient Map<TableFigure, Map<String, Counter>> counters;

  private TableMetrics() {}

  public static TableMetrics create() {
    return new TableMetrics();
  }

  /** Counts one row. Call it only while a bundle is processed. */
  public void increment(TableFigure figure, String table) {
    add(figure, table, 1);
  }

  /** Counts a number of rows. Call it only while a bundle is processed. */
  public void add(TableFigure figure, String table, long rows) {
    if (counters == null) {
      counters = new EnumMap<>(TableFigure.class);
    }
    counters
        .computeIfAbsent(figure, unused -> new HashMap<>())
        .computeIfAbsent(
            table,
            name -> Metrics.counter(TableMetrics.class, TableCounter.of(figure, name).name()))
        .inc(rows);
  }

  /**
   * The figures of a pipeline so far, by table. Where the runner can tell, a bundle counts once
   * when it is finished, however often it was tried.
   */
  public static Map<String, Map<TableFigure, Long>> read(PipelineResult result) {
    Map<String, Map<TableFigure, Long>> figures = new TreeMap<>();
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(TableMetrics.class))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      var name = TableCounter.parse(counter.getKey().metricName().getName());
      for (TableFigure figure : TableFigure.values()) {
        if (name.filter(of -> of.isOf(figure)).isPresent()) {
          figures
              .computeIfAbsent(name.get().table(), table -> new TreeMap<>())
              .merge(figure, count(counter), Long::sum);
        }
      }
    }
    return figures;
  }

  /** The committed value of a counter, or the attempted one where the runner has no other. */
  static long count(MetricResult<Long> counter) {
    Long committed = counter.getCommittedOrNull();
    return committed == null ? counter.getAttempted() : committed;
  }

  /** The sums of {@link #read} over all tables; 0 for a figure that was not counted. */
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

  /** Adds these figures of these tables to a summary, 0 where nothing was counted. */
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
