package dev.lintel.connection;

import com.google.cloud.spanner.BatchClient;
import com.google.cloud.spanner.DatabaseAdminClient;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The one connection of this process to a database. A {@link Lease} gives it; use it only until the
 * lease is closed. Thread-safe.
 */
public final class SpannerConnection extends NeverSerialized {
  private static final AtomicLong THREADS = new AtomicLong();

  /** Nothing depends on the answer, so a slow one is not waited for. */
  private static final Duration PERMISSIONS_TIMEOUT = Duration.ofSeconds(30);

  private final transient ConnectionConfig config;
  private final transient Spanner spanner;
  private final transient DatabaseClient databaseClient;
  private final transient BatchClient batchClient;
  private final transient ExecutorService executor;
  private final transient InFlightLimit requests;
  private final transient InFlightLimit commits;
  private final transient ConcurrentHashMap<Class<?>, Object> cache = new ConcurrentHashMap<>();

  SpannerConnection(
      ConnectionConfig config, Spanner spanner, LongAdder waits, LongAdder waitNanos) {
    this.config = config;
    this.spanner = spanner;
    this.databaseClient =
        new SharedDatabaseClient(spanner.getDatabaseClient(config.databaseName()));
    this.batchClient = new SharedBatchClient(spanner.getBatchClient(config.databaseName()));
    // The limits also limit the number of threads: a request is submitted once it has a permit.
    this.executor =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "lintel-spanner-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.requests = new InFlightLimit(config.maxRequestsInFlight(), executor, waits, waitNanos);
    this.commits = new InFlightLimit(config.maxCommitsInFlight(), executor, waits, waitNanos);
  }

  /** Returns the config that the connection was opened with. */
  public ConnectionConfig config() {
    return config;
  }

  /** Returns the client for requests. */
  public DatabaseClient databaseClient() {
    return databaseClient;
  }

  /** Returns the client for partitioned reads, in which several processes share a snapshot. */
  public BatchClient batchClient() {
    return batchClient;
  }

  /**
   * Returns the limit of lookups in flight of this process on this database. The streams of a
   * {@code ReadRows} do not count: a stream stays open while its rows are processed, which may have
   * to wait for a commit.
   */
  public InFlightLimit requests() {
    return requests;
  }

  /** Returns the limit of commits in flight of this process on this database; 1 on an emulator. */
  public InFlightLimit commits() {
    return commits;
  }

  /**
   * Returns a fact about this connection's database, such as its schema. The first caller for a
   * type computes it, all callers share it, and it is dropped with the connection. Other callers
   * for the same type wait meanwhile. If {@code compute} throws, its caller gets the exception and
   * the next caller computes again.
   */
  public <T> T cached(Class<T> type, Function<SpannerConnection, T> compute) {
    return type.cast(cache.computeIfAbsent(type, unused -> compute.apply(this)));
  }

  /** Drops everything that {@link #cached} computed. Call it after a change of the schema. */
  public void clearCache() {
    cache.clear();
  }

  /** Returns the DDL of the database as Spanner spells it, one statement each. */
  public ImmutableList<String> getDdl() {
    return ImmutableList.copyOf(admin().getDatabaseDdl(config.instanceId(), config.databaseId()));
  }

  /**
   * Changes the schema and waits until Spanner has done it. An empty list changes nothing.
   *
   * @throws SpannerException if Spanner rejects a statement; those before it may have been applied
   */
  public void updateDdl(List<String> statements) throws InterruptedException {
    updateDdl(statements, null);
  }

  /**
   * As {@link #updateDdl(List)}, but gives the operation an id. If the database has an operation of
   * that id, this waits for its end and does nothing else.
   *
   * @param operationId lower-case letters, digits and underscores, beginning with a letter; null
   *     for a new id
   */
  public void updateDdl(List<String> statements, @Nullable String operationId)
      throws InterruptedException {
    if (statements.isEmpty()) {
      return;
    }
    try {
      admin()
          .updateDatabaseDdl(config.instanceId(), config.databaseId(), statements, operationId)
          .get();
    } catch (ExecutionException e) {
      throw SpannerExceptionFactory.asSpannerException(e.getCause());
    } finally {
      clearCache();
    }
  }

  /**
   * Returns which of these IAM permissions on the database the caller has.
   *
   * @throws SpannerException if Spanner does not say within 30 seconds, or does not say at all,
   *     such as {@code UNIMPLEMENTED} from an emulator
   */
  public ImmutableSet<String> testPermissions(Collection<String> permissions) {
    return ImmutableSet.copyOf(
        Deadline.within(
            PERMISSIONS_TIMEOUT,
            () ->
                admin()
                    .testDatabaseIAMPermissions(
                        config.instanceId(), config.databaseId(), permissions)));
  }

  private DatabaseAdminClient admin() {
    return spanner.getDatabaseAdminClient();
  }

  void close() {
    executor.shutdown();
    spanner.close();
  }
}
