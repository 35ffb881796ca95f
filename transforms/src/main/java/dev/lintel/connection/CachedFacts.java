package dev.lintel.connection;

import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Facts about a database, such as its schema: each is read once for all threads of the process, and
 * again when it is some minutes old.
 *
 * <p>A fact is read on a thread of its own, so a caller that is interrupted leaves at once and does
 * not take the result away from the others. Thread-safe.
 */
final class CachedFacts {

  /**
   * How long a fact is used. Reading the schema takes a few queries, which cost nothing at this
   * rate, and a change that causes no error, such as a new column, is noticed in reasonable time.
   */
  static final Duration MAX_AGE = Duration.ofMinutes(5);

  private record Id(Class<?> type, Object subject) {}

  /** Compared by identity: it stands for one attempt to read a fact. */
  private static final class Fact {
    private final CompletableFuture<Object> value = new CompletableFuture<>();
    private final long since;

    Fact(long since) {
      this.since = since;
    }
  }

  private final String database;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Duration timeout;
  private final ConcurrentHashMap<Id, Fact> facts = new ConcurrentHashMap<>();

  /**
   * Creates an empty cache.
   *
   * @param database describes the database in messages
   * @param executor runs what reads a fact, and must not run it on the thread of the caller
   * @param nanoTime the clock; only differences have a meaning
   * @param timeout how long reading a fact may take
   */
  CachedFacts(String database, Executor executor, LongSupplier nanoTime, Duration timeout) {
    this.database = database;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.timeout = timeout;
  }

  /**
   * Returns the fact; reads it if nobody has done so, and waits for whoever is reading it.
   *
   * @param subject what the fact is about, where the database has several of that type; compared by
   *     {@code equals}
   * @param maxAge how old the fact may be, at most {@link #MAX_AGE}
   * @throws SpannerException if it cannot be read, or not in time. All callers that wait for the
   *     same attempt get a failure; the next call tries again
   */
  <T> T get(Class<T> type, Object subject, Duration maxAge, Callable<T> read)
      throws InterruptedException {
    var id = new Id(type, subject);
    long now = nanoTime.getAsLong();
    var mine = new Fact(now);
    Fact fact =
        facts.compute(
            id, (unused, known) -> known == null || isOld(known, now, maxAge) ? mine : known);
    if (fact == mine) {
      // Facts about subjects that nobody asks for any more must not accumulate.
      facts.values().removeIf(known -> isOld(known, now, MAX_AGE));
      start(id, mine, read);
    }
    try {
      return type.cast(fact.value.get());
    } catch (ExecutionException e) {
      throw failure(type, e.getCause());
    }
  }

  private static boolean isOld(Fact fact, long now, Duration maxAge) {
    return now - fact.since >= maxAge.toNanos();
  }

  private <T> void start(Id id, Fact fact, Callable<T> read) {
    try {
      executor.execute(() -> read(id, fact, read));
    } catch (RuntimeException | Error e) {
      // Also an Error: the system may have no more threads.
      fail(id, fact, e);
    }
  }

  // Any failure, also an Error, belongs to the callers that wait.
  @SuppressWarnings("CatchingUnchecked")
  private <T> void read(Id id, Fact fact, Callable<T> read) {
    try {
      fact.value.complete(Deadline.within(timeout, read));
    } catch (Throwable e) {
      fail(id, fact, e);
    }
  }

  private void fail(Id id, Fact fact, Throwable failure) {
    // In this order, so that a caller that gets the failure and tries again does not get it again.
    facts.remove(id, fact);
    fact.value.completeExceptionally(failure);
  }

  private RuntimeException failure(Class<?> type, Throwable cause) {
    if (cause instanceof SpannerException e) {
      // An exception of its own for each waiting caller, with the caller's stack trace.
      return SpannerExceptionFactory.newSpannerException(
          e.getErrorCode(),
          "Cannot read the %s of %s within %s s: %s"
              .formatted(nameOf(type), database, FailedRequest.limit(timeout), e.getMessage()),
          e);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /** Spells {@code DatabaseSchema} as {@code database schema}. */
  private static String nameOf(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** Drops this fact, unless another has taken its place already. */
  void forget(Class<?> type, Object fact) {
    facts
        .entrySet()
        .removeIf(
            entry -> entry.getKey().type() == type && valueOf(entry.getValue().value) == fact);
  }

  private static Object valueOf(CompletableFuture<Object> value) {
    return value.isDone() && !value.isCompletedExceptionally() ? value.join() : null;
  }

  /** Drops all facts, also those that are being read now: later callers do not get them. */
  void clear() {
    facts.clear();
  }
}
