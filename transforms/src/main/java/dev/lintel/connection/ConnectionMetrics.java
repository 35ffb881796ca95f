package dev.lintel.connection;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Reports the statistics of this process's connections as Beam metrics of {@link
 * SpannerConnections}: {@code connections_opened}, {@code connections_open}, {@code leases}, {@code
 * in_flight_waits}, {@code in_flight_wait_ms}, those of the calls by RPC ({@link CallMetrics}), and
 * the connections opened of each database ({@link #OPENED_OF} and its resource name). Thread-safe.
 */
public final class ConnectionMetrics {

  /** What the counter of the connections to a database begins with. */
  public static final String OPENED_OF = "connections_opened_of_";

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
}
