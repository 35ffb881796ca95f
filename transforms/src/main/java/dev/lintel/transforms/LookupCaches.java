package dev.lintel.transforms;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.SpannerConnection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The caches of a connection: one for each combination of target and read settings, shared by all
 * threads and dropped with the connection. Thread-safe.
 */
final class LookupCaches {

  /**
   * Identifies a cache. Lookups that read the same rows share one, also between steps. After a
   * change of the table or the index, a lookup of the same target has another plan: other columns,
   * or the same values of a key that mean other rows.
   */
  private record Id(
      LookupTarget target,
      LookupTarget.Plan plan,
      TimestampBound bound,
      LookupCache limits,
      ReadOptions options) {}

  private final ConcurrentHashMap<Id, AsyncCache<LookupKey, List<Struct>>> caches =
      new ConcurrentHashMap<>();
  private final Ticker ticker;

  /**
   * @param ticker the clock by which answers age
   */
  LookupCaches(Ticker ticker) {
    this.ticker = ticker;
  }

  static LookupCaches of(SpannerConnection connection) {
    return connection.attached(LookupCaches.class, () -> new LookupCaches(Ticker.systemTicker()));
  }

  AsyncCache<LookupKey, List<Struct>> get(
      LookupTarget target,
      LookupTarget.Plan plan,
      TimestampBound bound,
      LookupCache limits,
      ReadOptions options) {
    return caches.computeIfAbsent(
        new Id(target, plan, bound, limits, options),
        id ->
            Caffeine.newBuilder()
                .maximumSize(id.limits().maxKeys())
                .expireAfterWrite(id.limits().maxAge())
                .ticker(ticker)
                // Its maintenance is cheap, so a thread pool would only add threads.
                .executor(Runnable::run)
                .buildAsync());
  }

  /** Returns how many keys all caches hold, without those that are too old. */
  long keys() {
    return caches.values().stream()
        .map(AsyncCache::synchronous)
        .mapToLong(
            cache -> {
              cache.cleanUp();
              return cache.estimatedSize();
            })
        .sum();
  }
}
