package dev.lintel.benchmarks;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The databases of a {@link SlowSpanner}, which come into being when they are first used.
 * Thread-safe.
 */
final class SlowDatabases {
  private final ConcurrentMap<String, SlowDatabase> byName = new ConcurrentHashMap<>();

  /** Returns a database by its resource name. */
  SlowDatabase of(String name) {
    return byName.computeIfAbsent(name, SlowDatabase::new);
  }

  /** Returns the database of a session, by the session's resource name. */
  SlowDatabase ofSession(String session) {
    return of(session.substring(0, session.indexOf("/sessions/")));
  }
}
