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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks keys up in requests of a few hundred, several at a time, each key once; asks the cache
 * first, if there is one. Thread-safe.
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
   * Answers that are under way.
   *
   * @param rows of each key: completed with none if it has none, and exceptionally with a {@link
   *     KeyRejectedException} if it is at fault, or with whatever else went wrong
   * @param hits how many keys the cache knew, or another thread was already asking for
   * @param requests counts what the server is asked, as long as answers are under way
   * @param retries counts what is asked again
   */
  record Answers(
      Map<LookupKey, CompletableFuture<List<Struct>>> rows,
      long hits,
      LongAdder requests,
      LongAdder retries) {}

  /** Starts to look these keys up, and waits only for room to do so. */
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
        // Whoever waits for a key is told of a failure by the answer for it.
        var unused =
            requests
                .submit(() -> read(part, result))
                .whenComplete((done, failure) -> fail(part, answers, failure));
        submitted += part.size();
      }
    } finally {
      // Nobody will come to answer these, and other threads may be waiting for them.
      fail(
          toRead.subList(submitted, toRead.size()),
          answers,
          new IllegalStateException("The lookup was given up"));
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
    for (var failure : Isolation.isolate(keys, attempt)) {
      answers
          .rows()
          .get(failure.item())
          .completeExceptionally(new KeyRejectedException(failure.error()));
    }
    return null;
  }

  /** Reads, and answers; or says why the server rejects one of the keys. */
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

  /** A read that no key could make succeed, of an old snapshot, say, fails as a whole. */
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
