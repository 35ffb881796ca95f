package dev.lintel.connection;

import java.time.Duration;

/**
 * The connections of this process: one for each distinct {@link ConnectionConfig}, whatever the
 * number of DoFns, pipelines and threads that ask for it.
 *
 * <p>A connection is opened for the first lease and stays open for a minute after the last one was
 * closed, because runners discard and rebuild DoFn instances all the time. It is never closed while
 * leased and never handed out while closing. Waiting for one database to connect does not hold up
 * another. All methods are thread-safe.
 *
 * <p>"Process" means: this class as loaded by one class loader. A runner that loads the user's code
 * once for each job in a shared process has one set of connections for each job.
 */
public final class SpannerConnections {

  /**
   * How long an unused connection stays open. DoFn instances are rebuilt within seconds of a failed
   * bundle; a minute bridges that and still returns the sessions of an idle worker.
   */
  static final Duration LINGER = Duration.ofMinutes(1);

  private static final ConnectionRegistry REGISTRY =
      new ConnectionRegistry(new ClientOpener(), DelayScheduler.system("lintel-linger"), LINGER);

  private SpannerConnections() {}

  /**
   * Leases the connection for that config, opening it if it is not open. Blocks while it connects,
   * for at most the {@linkplain ConnectionConfig#connectTimeout connect timeout} of the config that
   * it is opened for.
   *
   * @throws ConnectionFailedException if it cannot be opened. Everybody who waits for the same
   *     attempt gets the same failure; the next call tries anew.
   * @throws InterruptedException if interrupted while waiting
   */
  public static Lease acquire(ConnectionConfig config) throws InterruptedException {
    return REGISTRY.acquire(config);
  }

  /** What the connections of this process have done since it started. */
  public static ConnectionStatistics statistics() {
    return REGISTRY.statistics();
  }
}
