package dev.lintel.connection;

import java.time.Duration;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Reports the statistics of this process's connections as Beam metrics of {@link
 * SpannerConnections}: {@code connections_opened}, {@code connections_open}, {@code leases}, {@code
 * in_flight_waits}, {@code in_flight_wait_ms}. Thread-safe.
 */
public final class ConnectionMetrics {
  private static final Counter OPENED =
      Metrics.counter(SpannerConnections.class, "connections_opened");
  private static final Gauge OPEN = Metrics.gauge(SpannerConnections.class, "connections_open");
  private static final Gauge LEASES = Metrics.gauge(SpannerConnections.class, "leases");
  private static final Counter WAITS = Metrics.counter(SpannerConnections.class, "in_flight_waits");
  private static final Counter WAIT_MILLIS =
      Metrics.counter(SpannerConnections.class, "in_flight_wait_ms");

  private static ConnectionStatistics reported =
      new ConnectionStatistics(0, 0, 0, 0, Duration.ZERO);

  private ConnectionMetrics() {}

  /**
   * Reports what has happened in this process since the last report of any DoFn. Call it in a
   * bundle, where Beam knows which step a metric belongs to.
   */
  public static void report() {
    ConnectionStatistics now = SpannerConnections.statistics();
    ConnectionStatistics before;
    synchronized (ConnectionMetrics.class) {
      before = reported;
      reported = now;
    }
    OPENED.inc(now.opened() - before.opened());
    OPEN.set(now.open());
    LEASES.set(now.leases());
    WAITS.inc(now.waits() - before.waits());
    WAIT_MILLIS.inc(now.waitTime().minus(before.waitTime()).toMillis());
  }
}
