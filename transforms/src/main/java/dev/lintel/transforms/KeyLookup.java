package dev.lintel.transforms;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.Lists;
import dev.lintel.connection.InFlightLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks up each key once, in requests of a few hundred keys, several requests at a time. Asks the
 * cache first, if there is one. Thread-safe.
 */
final class KeyLookup {
  private final KeyedRows rows;
  private final InFlightLimit requests;
  private final Retry retry;
  private final int maxKeys;
  private final @Nullable AsyncCache<LookupKey, List<Struct>> cache;

  KeyLookup(
      KeyedRows rows,
      InFlightLimit requests,
      Retry retry,
      int maxKeys,
      @Nullable AsyncCache<LookupKey, List<Struct>> cache) {
    this.rows = rows;
    this.requests = requests;
    this.retry = retry;
    this.maxKeys = maxKeys;
    this.cache = cache;
  }

  /**
   * Answers that may still be in flight.
   *
   * @param rows the rows of each key: empty if there is no row; completed exceptionally with a
   *     {@link KeyRejectedException} if the key is at fault, or else with the failure of the
   *     request, or because another bundle has not made it; see {@link #await}
   * @param hits how many keys were in the cache or already being looked up by another thread
   * @param requests counts the requests to the server; final once all rows are complete
   * @param retries counts the repeated requests
   */
  record Answers(
      Map<LookupKey, CompletableFuture<List<Struct>>> rows,
      long hits,
      LongAdder requests,
      LongAdder retries) {

    /**
     * Waits for all answers; returns true if the server said of one that the table, the index or a
     * column does not exist.
     */
    boolean missSchemaObject() throws InterruptedException {
      boolean missing = false;
      for (CompletableFuture<List<Struct>> answer : rows.values()) {
        try {
          answer.get();
        } catch (ExecutionException e) {
          missing |= MissingSchemaObject.isCauseOf(e.getCause());
        }
      }
      return missing;
    }
  }

  /** Why a key has no answer: the bundle that was to ask for it has failed before. */
  private static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUpException() {
      super("The lookup was given up");
    }
  }

  /**
   * Waits for all answers. Keys that another bundle was to ask for, and did not, because it failed
   * before, are looked up here.
   *
   * @param asked of {@link #start}
   * @return the answers, all of which are there
   */
  Answers await(Answers asked) throws InterruptedException {
    Set<LookupKey> givenUp = new LinkedHashSet<>();
    for (var answer : asked.rows().entrySet()) {
      try {
        answer.getValue().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof GivenUpException) {
          givenUp.add(answer.getKey());
        }
      }
    }
    if (givenUp.isEmpty()) {
      return asked;
    }
    if (cache != null) {
      // It forgets a failure by itself, but perhaps a moment later.
      givenUp.forEach(key -> cache.asMap().remove(key, asked.rows().get(key)));
    }
    Answers again = await(start(givenUp));
    Map<LookupKey, CompletableFuture<List<Struct>>> all = new HashMap<>(asked.rows());
    all.putAll(again.rows());
    asked.requests().add(again.requests().sum());
    asked.retries().add(again.retries().sum());
    return new Answers(all, asked.hits(), asked.requests(), asked.retries());
  }

  /** Starts to look up these keys; waits only while the limit of requests in flight is reached. */
  Answers start(Collection<LookupKey> keys) throws InterruptedException {
    Map<LookupKey, CompletableFuture<List<Struct>>> answers = new HashMap<>();
    List<LookupKey> toRead = new ArrayList<>();
    long hits = 0;
    for (LookupKey key : keys) {
      var mine = new CompletableFuture<List<Struct>>();
      CompletableFuture<List<Struct>> known =
          cache == null ? null : cache.asMap().putIfAbsent(key, mine);
      if (known == null) {
        toRead.add(key);
        answers.put(key, mine);
      } else {
        hits++;
        answers.put(key, known);
      }
    }
    var result = new Answers(answers, hits, new LongAdder(), new LongAdder());
    int submitted = 0;
    try {
      for (List<LookupKey> part : Lists.partition(toRead, maxKeys)) {
        // A failure reaches the waiting callers by the answers of the keys.
        var unused =
            requests
                .submit(() -> read(part, result))
                .whenComplete((done, failure) -> fail(part, answers, failure));
        submitted += part.size();
      }
    } finally {
      // No request will answer these keys, and other threads may be waiting for them.
      fail(toRead.subList(submitted, toRead.size()), answers, new GivenUpException());
    }
    return result;
  }

  private static void fail(
      List<LookupKey> keys,
      Map<LookupKey, CompletableFuture<List<Struct>>> answers,
      @Nullable Throwable failure) {
    if (failure != null) {
      keys.forEach(key -> answers.get(key).completeExceptionally(failure));
    }
  }

  private @Nullable Void read(List<LookupKey> keys, Answers answers) throws InterruptedException {
    Isolation.Attempt<LookupKey, RowError> attempt = part -> attempt(part, answers);
    Optional<RowError> error = attempt.commit(keys);
    if (error.isEmpty()) {
      return null;
    }
    checkKeysAreToBlame(keys, answers);
    for (var failure : Isolation.isolate(keys, true, attempt)) {
      answers
          .rows()
          .get(failure.item())
          .completeExceptionally(new KeyRejectedException(failure.error()));
    }
    return null;
  }

  /** Reads the rows and completes the answers; returns the error if the server rejects a key. */
  private Optional<RowError> attempt(List<LookupKey> keys, Answers answers)
      throws InterruptedException {
    Map<LookupKey, List<Struct>> found;
    try {
      found = retry.call(() -> rows.read(keys, answers.requests()), answers.retries());
    } catch (SpannerException e) {
      if (isOfContent(e.getErrorCode())) {
        return Optional.of(RowError.of(e));
      }
      throw e;
    }
    for (LookupKey key : keys) {
      answers.rows().get(key).complete(found.getOrDefault(key, List.of()));
    }
    return Optional.empty();
  }

  /** Throws if a read without keys fails too, for example because the snapshot is too old. */
  private void checkKeysAreToBlame(List<LookupKey> keys, Answers answers)
      throws InterruptedException {
    retry.call(() -> rows.read(keys.subList(0, 0), answers.requests()), answers.retries());
  }

  private static boolean isOfContent(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> true;
      default -> false;
    };
  }
}
