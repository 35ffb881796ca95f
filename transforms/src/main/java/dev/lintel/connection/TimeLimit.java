package dev.lintel.connection;

import java.time.Duration;

/** How long several steps may take together. Thread-safe. */
final class TimeLimit {
  private final Duration limit;
  private final long start;

  /** Starts now. */
  TimeLimit(Duration limit) {
    this(limit, System.nanoTime());
  }

  /**
   * @param start by {@link System#nanoTime}
   */
  TimeLimit(Duration limit, long start) {
    this.limit = limit;
    this.start = start;
  }

  /** Returns what is left for the next step; not positive when the time is over. */
  long nanosLeft() {
    return limit.toNanos() - (System.nanoTime() - start);
  }

  /** Returns the whole limit in seconds, for messages. */
  String inSeconds() {
    return FailedRequest.limit(limit);
  }
}
