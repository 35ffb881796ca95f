package dev.lintel.transforms;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

  /** Identifies a cache. Lookups that read the same rows share one, also between steps. */
  private record Id(
      LookupTarget target, TimestampBound bound, LookupCache limits, ReadOptions options) {}

  private final ConcurrentHashMap<Id, AsyncCache<LookupKey, List<Struct>>> caches =
      new ConcurrentHashMap<>();

  static LookupCaches of(SpannerConnection connection) {
    return connection.cached(LookupCaches.class, unused -> new LookupCaches());
  }

  AsyncCache<LookupKey, List<Struct>> get(
      LookupTarget target, TimestampBound bound, LookupCache limits, ReadOptions options) {
    return caches.computeIfAbsent(
        new Id(target, bound, limits, options),
        id ->
            Caffeine.newBuilder()
                .maximumSize(id.limits().maxKeys())
                .expireAfterWrite(id.limits().maxAge())
                // Its maintenance is cheap, so a thread pool would only add threads.
                .executor(Runnable::run)
                .buildAsync());
  }
}
