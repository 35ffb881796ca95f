package dev.lintel.connection;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one process, by config. {@link SpannerConnections} has the registry of the
 * process; tests create their own with another opener and another clock. Thread-safe.
 */
final class ConnectionRegistry implements SharedConnection.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionRegistry.class);

  private final ConnectionOpener opener;
  private final DelayScheduler scheduler;
  private final Duration linger;
  private final ConcurrentHashMap<ConnectionConfig, SharedConnection> connections =
      new ConcurrentHashMap<>();
  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final AtomicLong leases = new AtomicLong();
  private final ConcurrentHashMap<String, LongAdder> openedByDatabase = new ConcurrentHashMap<>();
  private final ConnectionUsage usage = new ConnectionUsage();

  ConnectionRegistry(ConnectionOpener opener, DelayScheduler scheduler, Duration linger) {
    this.opener = opener;
    this.scheduler = scheduler;
    this.linger = linger;
  }

  Lease acquire(ConnectionConfig config) throws InterruptedException {
    while (true) {
      // This only adds the entry of the map; connecting, which may hang, happens outside of it.
      SharedConnection shared =
          connections.computeIfAbsent(
              config, key -> new SharedConnection(key, this, scheduler, linger));
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
      // It was retired in between; the next iteration finds or creates its successor.
    }
  }

  void forgetFacts(ConnectionConfig config) {
    SharedConnection shared = connections.get(config);
    if (shared != null) {
      shared.ifConnected(SpannerConnection::clearCache);
    }
  }

  @Override
  public SpannerConnection connect(ConnectionConfig config) {
    SpannerConnection connection;
    try {
      connection = opener.open(config, usage);
    } catch (SpannerException e) {
      throw failed(config, e.getErrorCode(), e);
    } catch (RuntimeException e) {
      throw failed(config, ErrorCode.UNKNOWN, e);
    }
    opened.increment();
    openedByDatabase.computeIfAbsent(config.resourceName(), unused -> new LongAdder()).increment();
    LOG.info("Connected to {}", config.describe());
    var unused =
        connection
            .lost()
            .thenAccept(
                reason -> LOG.warn("The connection to {} is lost: {}", config.describe(), reason));
    return connection;
  }

  private static ConnectionFailedException failed(
      ConnectionConfig config, ErrorCode code, RuntimeException cause) {
    return new ConnectionFailedException(
        code,
        MissingDatabase.isCauseOf(cause),
        "Cannot connect to " + config.describe() + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public void detach(SharedConnection shared) {
    connections.remove(shared.config(), shared);
  }

  @Override
  public void close(SpannerConnection connection) {
    String database = connection.config().describe();
    closed.increment();
    try {
      connection.close();
      LOG.info("Closed the connection to {}", database);
    } catch (RuntimeException e) {
      // Nobody uses the connection any more, so there is no caller to throw to.
      LOG.warn("Closing the connection to {} failed", database, e);
    }
  }

  ConnectionStatistics statistics() {
    long nowClosed = closed.sum();
    long nowOpened = opened.sum();
    return new ConnectionStatistics(
        nowOpened,
        nowOpened - nowClosed,
        leases.get(),
        usage.waits().sum(),
        Duration.ofNanos(usage.waitNanos().sum()),
        ImmutableSortedMap.copyOf(Maps.transformValues(openedByDatabase, LongAdder::sum)),
        usage.calls().statistics());
  }
}
