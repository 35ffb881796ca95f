package dev.lintel.connection;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one process, by config. {@link SpannerConnections} holds the real one; tests
 * make their own with another opener and another clock. Thread-safe.
 */
final class ConnectionRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);

  private final ConnectionOpener opener;
  private final DelayScheduler timer;
  private final Duration linger;
  private final ConcurrentHashMap<ConnectionConfig, SharedConnection> connections =
      new ConcurrentHashMap<>();
  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final AtomicLong leases = new AtomicLong();
  private final LongAdder waits = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();

  ConnectionRegistry(ConnectionOpener opener, DelayScheduler timer, Duration linger) {
    this.opener = opener;
    this.timer = timer;
    this.linger = linger;
  }

  Lease acquire(ConnectionConfig config) throws InterruptedException {
    while (true) {
      // Only the map's slot is made here; connecting, which may hang, happens outside of the map.
      SharedConnection shared =
          connections.computeIfAbsent(
              config, key -> new SharedConnection(key, this::connect, this::retire, timer, linger));
      var connection = shared.tryLease();
      if (connection.isPresent()) {
        leases.incrementAndGet();
        return new Lease(
            connection.get(),
            () -> {
              leases.decrementAndGet();
              shared.release();
            });
      }
      // It was retired between the two lines; the next turn finds or makes its successor.
    }
  }

  private SpannerConnection connect(ConnectionConfig config) {
    SpannerConnection connection;
    try {
      connection = opener.open(config, waits, waitNanos);
    } catch (SpannerException e) {
      throw failed(config, e.getErrorCode(), e);
    } catch (RuntimeException e) {
      throw failed(config, ErrorCode.UNKNOWN, e);
    }
    opened.increment();
    LOG.info("Connected to {}", config.describe());
    return connection;
  }

  private static ConnectionFailedException failed(
      ConnectionConfig config, ErrorCode code, RuntimeException cause) {
    return new ConnectionFailedException(
        code,
        MissingDatabase.isMeantBy(cause),
        "Cannot connect to " + config.describe() + ": " + cause.getMessage(),
        cause);
  }

  /** Called once for each shared connection, when nobody can be handed it any more. */
  private void retire(SharedConnection shared) {
    connections.remove(shared.config(), shared);
    shared
        .connection()
        .ifPresent(
            connection -> {
              closed.increment();
              try {
                connection.close();
                LOG.info("Closed the connection to {}", shared.config().describe());
              } catch (RuntimeException e) {
                // Nobody holds it any more, so there is nobody to tell.
                LOG.warn("Closing the connection to {} failed", shared.config().describe(), e);
              }
            });
  }

  ConnectionStatistics statistics() {
    long nowClosed = closed.sum();
    long nowOpened = opened.sum();
    return new ConnectionStatistics(
        nowOpened,
        nowOpened - nowClosed,
        leases.get(),
        waits.sum(),
        Duration.ofNanos(waitNanos.sum()));
  }
}
