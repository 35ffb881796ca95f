package dev.lintel.connection;

import java.time.Duration;

/**
 * The connections of this process: one for each distinct {@link ConnectionConfig}, shared by all
 * DoFns, pipelines and threads.
 *
 * <p>A connection is opened for the first lease and stays open for a minute after the last lease
 * was closed, because runners often discard and rebuild DoFn instances. It is never closed while
 * leased and never leased while closing. Connecting to one database does not delay another. All
 * methods are thread-safe.
 *
 * <p>A connection is lost if Spanner says that its database or its session does not exist, as after
 * the database was dropped and restored under its name. It is not leased again: the next lease
 * opens another one. Holders of a lease get a {@link ConnectionLostException} from {@link
 * Lease#connection}, which fails their bundle; the runner retries it with a new DoFn instance, and
 * so with a new lease.
 *
 * <p>"Process" here means one class loader: a runner that loads the user's code once for each job
 * in a shared process has one set of connections for each job.
 */
public final class SpannerConnections {

  /**
   * How long an unused connection stays open. DoFn instances are rebuilt within seconds of a failed
   * bundle; a minute covers that and still closes the connection of an idle worker soon.
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
   * @throws ConnectionFailedException if it cannot be opened. All callers that wait for the same
   *     attempt get the same failure; the next call tries again
   * @throws InterruptedException if interrupted while waiting; connecting goes on for the others
   */
  public static Lease acquire(ConnectionConfig config) throws InterruptedException {
    return REGISTRY.acquire(config);
  }

  /**
   * Makes the connection for that config read the facts about its database again, if this process
   * has it open. Called while a pipeline is built, so that a pipeline that runs in this process
   * does not use the schema that an earlier one has read. Does not block.
   */
  public static void forgetFacts(ConnectionConfig config) {
    REGISTRY.forgetFacts(config);
  }

  /** Returns what the connections of this process have done since it started. */
  public static ConnectionStatistics statistics() {
    return REGISTRY.statistics();
  }
}
