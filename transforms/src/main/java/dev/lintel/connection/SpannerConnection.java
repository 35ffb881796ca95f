package dev.lintel.connection;

import com.google.cloud.spanner.BatchClient;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The one connection of this process to a database. A {@link Lease} gives it; use it only until the
 * lease is closed. Thread-safe.
 */
public final class SpannerConnection extends NeverSerialized {
  private static final AtomicLong THREADS = new AtomicLong();

  private final transient ConnectionConfig config;
  private final transient Spanner spanner;
  private final transient DatabaseClient databaseClient;
  private final transient BatchClient batchClient;
  private final transient ExecutorService executor;
  private final transient InFlightLimit requests;
  private final transient InFlightLimit commits;
  private final transient InFlightLimit transactions;
  private final transient BufferBudget buffers;
  private final transient DatabaseAdministration administration;
  private final transient CachedFacts facts;
  private final transient CompletableFuture<String> lost;
  private final transient ConcurrentHashMap<Class<?>, Object> attached = new ConcurrentHashMap<>();

  /**
   * Creates a connection that is open.
   *
   * @param lost completed with the reason when the client does not work any more
   * @param waits counts the callers that have to wait for a limit
   * @param waitNanos adds up how long they wait
   */
  SpannerConnection(
      ConnectionConfig config,
      Spanner spanner,
      CompletableFuture<String> lost,
      LongAdder waits,
      LongAdder waitNanos) {
    this.config = config;
    this.spanner = spanner;
    this.lost = lost;
    var guarded = new GuardedRequests(config);
    this.databaseClient =
        new SharedDatabaseClient(spanner.getDatabaseClient(config.databaseName()), guarded);
    this.batchClient =
        new SharedBatchClient(spanner.getBatchClient(config.databaseName()), guarded);
    // The limits also limit the number of threads: a request is submitted once it has a permit.
    this.executor =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "lintel-spanner-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    long bytes = config.bufferBytesHere();
    this.requests =
        new InFlightLimit(config.maxRequestsInFlight(), bytes, executor, waits, waitNanos);
    this.commits =
        new InFlightLimit(config.maxCommitsInFlight(), bytes, executor, waits, waitNanos);
    this.transactions =
        config.isEmulator() ? new InFlightLimit(1, bytes, executor, waits, waitNanos) : commits;
    this.buffers = new BufferBudget(bytes);
    this.administration = new DatabaseAdministration(config, spanner, executor);
    this.facts =
        new CachedFacts(
            config.describe(),
            // An emulator ends a transaction when another begins in the same session.
            config.isEmulator() ? MoreExecutors.newSequentialExecutor(executor) : executor,
            System::nanoTime,
            config.descriptionDeadline());
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

  /**
   * Returns the limit of commits in flight of this process on this database, which are sent as one
   * request each; 2 on an emulator, the second of which waits for the first on its channel. Their
   * bytes are limited too, to the bytes for buffers: while a commit is under way, its rows are in
   * memory several times over.
   */
  public InFlightLimit commits() {
    return commits;
  }

  /**
   * Returns the limit of read-write transactions in flight that have several requests; 1 on an
   * emulator, which aborts others. Elsewhere they count with the {@link #commits}.
   */
  public InFlightLimit transactions() {
    return transactions;
  }

  /** Returns the budget of the rows and elements that this process buffers for the database. */
  public BufferBudget buffers() {
    return buffers;
  }

  /**
   * Returns a fact about this connection's database, such as its schema. The first caller for a
   * type makes the connection compute it, on a thread of the connection and within two minutes, or
   * the total deadline of the config if that is less; other callers for the type wait for the same
   * result. It is computed anew when it is five minutes old, after {@link #forget}, and after a
   * change of the schema by {@link #updateDdl}. So ask in each bundle, and do not keep the result
   * for longer.
   *
   * @param compute must not ask for another fact of this connection
   * @throws SpannerException if the database does not answer, or not in time; the message names the
   *     fact and the database. All callers that wait for the same attempt get a failure; the next
   *     call tries again. Any other exception of {@code compute} is thrown as it is
   * @throws InterruptedException if interrupted while waiting; this does not disturb other callers
   */
  public <T> T cached(Class<T> type, Function<SpannerConnection, T> compute)
      throws InterruptedException {
    return cached(type, config, compute);
  }

  /**
   * As {@link #cached(Class, Function)}, where the database has several facts of that type, such as
   * the schema at several times.
   *
   * @param subject which of them, compared by {@code equals}
   */
  public <T> T cached(Class<T> type, Object subject, Function<SpannerConnection, T> compute)
      throws InterruptedException {
    return facts.get(type, subject, CachedFacts.MAX_AGE, () -> compute.apply(this));
  }

  /**
   * As {@link #cached(Class, Function)}, but computes the fact anew if its computation started
   * longer ago than that. For a caller who has reason to believe that the fact has changed.
   *
   * @param maxAge how old the fact may be; more than five minutes have no effect
   */
  public <T> T recent(Class<T> type, Duration maxAge, Function<SpannerConnection, T> compute)
      throws InterruptedException {
    return facts.get(type, config, maxAge, () -> compute.apply(this));
  }

  /**
   * Drops a fact that {@link #cached} returned, after an error that shows that it is out of date.
   * If another caller has done so before and the fact has been computed anew, nothing changes.
   */
  public <T> void forget(Class<T> type, T fact) {
    facts.forget(type, fact);
  }

  /** Drops everything that {@link #cached} computed. Call it after a change of the schema. */
  public void clearCache() {
    facts.clear();
  }

  /**
   * Returns the one object of that type that belongs to this connection, such as a cache of rows.
   * The first call creates it, which must not block, and it lives as long as the connection.
   */
  public <T> T attached(Class<T> type, Supplier<T> create) {
    return type.cast(attached.computeIfAbsent(type, unused -> create.get()));
  }

  /**
   * Returns the DDL of the database as Spanner spells it, one statement each.
   *
   * @throws SpannerException if Spanner does not answer within two minutes, or the total deadline
   *     of the config if that is less, with all retries
   */
  public ImmutableList<String> getDdl() {
    return administration.getDdl();
  }

  /**
   * Changes the schema and waits until Spanner has done it, which takes hours for the index of a
   * large table. An empty list changes nothing.
   *
   * @throws SpannerException if Spanner rejects a statement; those before it may have been applied.
   *     Also if Spanner does not accept the statements within ten minutes, does not answer for ten
   *     minutes while it carries them out, or is not ready after a day; then it may still do so
   */
  public void updateDdl(List<String> statements) throws InterruptedException {
    updateDdl(statements, (String) null);
  }

  /**
   * As {@link #updateDdl(List)}, but waits no longer than that. Afterwards Spanner goes on with it.
   */
  public void updateDdl(List<String> statements, Duration limit) throws InterruptedException {
    updateDdl(statements, null, limit);
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
    updateDdl(statements, operationId, null);
  }

  private void updateDdl(
      List<String> statements, @Nullable String operationId, @Nullable Duration limit)
      throws InterruptedException {
    if (statements.isEmpty()) {
      return;
    }
    try {
      administration.updateDdl(statements, operationId, limit);
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
    return administration.testPermissions(permissions);
  }

  /**
   * Returns the id of the configuration of the instance, such as {@code regional-europe-west1}.
   *
   * @throws SpannerException if Spanner does not say within ten seconds, or refuses to
   */
  String instanceConfigId() {
    // An emulator has only this one, and asking it takes a client with a connection of its own.
    return config.isEmulator()
        ? DatabaseCreation.EMULATOR_CONFIG
        : administration.getInstanceConfigId();
  }

  /** Completed with the reason when the database or the session of the client is gone. */
  CompletableFuture<String> lost() {
    return lost;
  }

  void close() {
    executor.shutdown();
    spanner.close();
  }
}
