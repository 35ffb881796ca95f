package dev.lintel.connection;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Reports the statistics of this process's connections as Beam metrics of {@link
 * SpannerConnections}: {@code connections_opened}, {@code connections_open}, {@code leases}, {@code
 * in_flight_waits}, {@code in_flight_wait_ms}, those of the calls by RPC ({@link CallMetrics}), and
 * the connections opened of each database ({@code connections_opened_of_} and its resource name).
 * What is reported in a bundle that fails afterwards is lost where the runner drops what that
 * bundle has counted. Thread-safe.
 */
public final class ConnectionMetrics {

  /** What the counter of the connections to a database begins with. */
  private static final String OPENED_OF = "connections_opened_of_";

  private static final Counter OPENED =
      Metrics.counter(SpannerConnections.class, "connections_opened");
  private static final Gauge OPEN = Metrics.gauge(SpannerConnections.class, "connections_open");
  private static final Gauge LEASES = Metrics.gauge(SpannerConnections.class, "leases");
  private static final Counter WAITS = Metrics.counter(SpannerConnections.class, "in_flight_waits");
  private static final Counter WAIT_MILLIS =
      Metrics.counter(SpannerConnections.class, "in_flight_wait_ms");

  private static ConnectionStatistics reported = ConnectionStatistics.NONE;

  private ConnectionMetrics() {}

  /**
   * Reports what has happened in this process since the last report of any DoFn. Call it in a
   * bundle, where Beam knows which step a metric belongs to.
   */
  public static void report() {
    ConnectionStatistics now;
    ConnectionStatistics more;
    synchronized (ConnectionMetrics.class) {
      // Within the lock, so that no report is older than the one before it.
      now = SpannerConnections.statistics();
      more = now.since(reported);
      reported = now;
    }
    OPENED.inc(more.opened());
    OPEN.set(now.open());
    LEASES.set(now.leases());
    WAITS.inc(more.waits());
    WAIT_MILLIS.inc(more.waitTime().toMillis());
    more.openedByDatabase()
        .forEach(
            (database, count) ->
                Metrics.counter(SpannerConnections.class, OPENED_OF + database).inc(count));
    more.calls().forEach(CallMetrics::report);
  }

  /**
   * Returns what the processes of a pipeline have reported so far, without what is open and leased.
   */
  public static ConnectionStatistics read(PipelineResult result) {
    Map<String, Long> counters = new TreeMap<>();
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(SpannerConnections.class))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      Long committed = counter.getCommittedOrNull();
      counters.merge(
          counter.getKey().metricName().getName(),
          committed == null ? counter.getAttempted() : committed,
          Long::sum);
    }
    ImmutableSortedMap.Builder<String, Long> opened = ImmutableSortedMap.naturalOrder();
    counters.forEach(
        (name, count) -> {
          if (name.startsWith(OPENED_OF)) {
            opened.put(name.substring(OPENED_OF.length()), count);
          }
        });
    return new ConnectionStatistics(
        counters.getOrDefault(OPENED.getName().getName(), 0L),
        0,
        0,
        counters.getOrDefault(WAITS.getName().getName(), 0L),
        Duration.ofMillis(counters.getOrDefault(WAIT_MILLIS.getName().getName(), 0L)),
        opened.build(),
        CallMetrics.read(counters));
  }
}
