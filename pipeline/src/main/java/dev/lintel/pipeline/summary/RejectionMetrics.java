package dev.lintel.pipeline.summary;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Counts rejected records, by table as {@link TableFigure#FAILED}, and by reason as Beam counters
 * named after code and message, such as {@code INVALID_ARGUMENT Column Age (INT64): not an integer,
 * got …}; and reads the reasons back. Belongs to one DoFn; not thread-safe.
 *
 * <p>However many messages there are, a DoFn has counters for the first {@link #MOST_REASONS}
 * reasons that it meets, and one for each code with all others.
 */
public final class RejectionMetrics implements Serializable {

  /** A reason is a kind of mistake, so hundreds of them mean messages that differ by content. */
  static final int MOST_REASONS = 100;

  private final TableMetrics tables = TableMetrics.create();

  // Worker scoped.
  private transient Map<RejectionReason, Counter> reasons;

  private RejectionMetrics() {}

  public static RejectionMetrics create() {
    return new RejectionMetrics();
  }

  /**
   * Counts one rejected record. Call it only while a bundle is processed.
   *
   * @param table as figures name it
   * @param errorCode the name of Spanner's code
   * @param message may quote values of the record, which the reason leaves out
   */
  public void increment(String table, String errorCode, String message) {
    tables.increment(TableFigure.FAILED, table);
    counter(RejectionReason.of(errorCode, message)).inc();
  }

  private Counter counter(RejectionReason reason) {
    if (reasons == null) {
      reasons = new HashMap<>();
    }
    Counter known = reasons.get(reason);
    if (known != null) {
      return known;
    }
    boolean isOneMore = reasons.size() < MOST_REASONS;
    return reasons.computeIfAbsent(
        isOneMore ? reason : RejectionReason.other(reason.errorCode()),
        added ->
            Metrics.counter(RejectionMetrics.class, added.errorCode() + " " + added.message()));
  }

  /** How many records of a pipeline were rejected so far, by reason, the most frequent first. */
  public static ImmutableMap<RejectionReason, Long> read(PipelineResult result) {
    Map<RejectionReason, Long> counted =
        new TreeMap<>(
            Comparator.comparing(RejectionReason::errorCode)
                .thenComparing(RejectionReason::message));
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(RejectionMetrics.class))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      String name = counter.getKey().metricName().getName();
      int space = name.indexOf(' ');
      counted.merge(
          new RejectionReason(name.substring(0, space), name.substring(space + 1)),
          TableMetrics.count(counter),
          Long::sum);
    }
    ImmutableMap.Builder<RejectionReason, Long> byNumber = ImmutableMap.builder();
    counted.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.<RejectionReason, Long>comparingByValue().reversed())
        .forEach(byNumber::put);
    return byNumber.buildOrThrow();
  }
}
