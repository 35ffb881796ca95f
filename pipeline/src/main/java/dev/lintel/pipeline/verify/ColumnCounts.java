package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.TableComparison;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Counts in how many changed rows each column differs, as Beam counters named {@code Table.Column}.
 * Belongs to one DoFn; not thread-safe.
 */
final class ColumnCounts implements Serializable {

  // Worker scoped.
  private transient Map<String, Counter> counters;

  /** Counts one row. Call it only while a bundle is processed. */
  void increment(String table, String column) {
    if (counters == null) {
      counters = new HashMap<>();
    }
    counters
        .computeIfAbsent(name(table, column), name -> Metrics.counter(ColumnCounts.class, name))
        .inc();
  }

  /** The counts of a table by column, in the order of its columns, without those that are 0. */
  static ImmutableMap<String, Long> read(PipelineResult result, TableComparison table) {
    Map<String, Long> counted = new HashMap<>();
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(ColumnCounts.class))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      Long committed = counter.getCommittedOrNull();
      counted.merge(
          counter.getKey().metricName().getName(),
          committed == null ? counter.getAttempted() : committed,
          Long::sum);
    }
    ImmutableMap.Builder<String, Long> ofTable = ImmutableMap.builder();
    for (String column : table.getExpected().columnNames()) {
      Long count = counted.get(name(table.getTable(), column));
      if (count != null && count > 0) {
        ofTable.put(column, count);
      }
    }
    return ofTable.buildOrThrow();
  }

  private static String name(String table, String column) {
    return table + "." + column;
  }
}
