package dev.lintel.transforms;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Slows the deletes of one process down, for all of its threads: to a rate, and while commits take
 * longer than a bound. Thread-safe.
 *
 * <p>After a commit above the bound, everybody pauses, at least as long as the commit took and
 * twice as long as before, and the next commits have half the rows. After each commit within the
 * bound, the pause is halved and the commits grow by a quarter. Commits that began before the last
 * such pause was decided change nothing.
 */
final class DeleteThrottle {

  /** So that it notices within this time that the database is fast again. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final Duration NO_PAUSE = Duration.ofMillis(1);
  private static final double SMALLEST_PART = 1.0 / 256;
  private static final double GROWTH = 1.25;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The throttles of a process, by the transform that they belong to. */
  static final class OfProcess {
    private final ConcurrentHashMap<String, DeleteThrottle> byTransform = new ConcurrentHashMap<>();

    DeleteThrottle of(String transform, DeleteRows delete) {
      return byTransform.computeIfAbsent(
          transform,
          unused ->
              new DeleteThrottle(
                  delete.getRowsPerSecond(), delete.getMaxCommitLatency(), RetryClock.SYSTEM));
    }
  }

  private final @Nullable Integer rowsPerSecond;
  private final @Nullable Duration maxLatency;
  private final RetryClock clock;

  /** When the rate allows the next rows. */
  private long nextRows;

  /** The end of the pause. */
  private long pauseEnd;

  private Duration pause = Duration.ZERO;

  /** Commits that began before this say nothing about the present size and pause. */
  private long slowedDown;

  /** The part of the rows of a commit that is used. */
  private double part = 1;

  /**
   * @param rowsPerSecond null for any rate
   * @param maxLatency null for any latency
   */
  DeleteThrottle(@Nullable Integer rowsPerSecond, @Nullable Duration maxLatency, RetryClock clock) {
    this.rowsPerSecond = rowsPerSecond;
    this.maxLatency = maxLatency;
    this.clock = clock;
    this.nextRows = clock.nanoTime();
    this.pauseEnd = nextRows;
    this.slowedDown = nextRows;
  }

  /** Returns how many rows the next commit should have at most, at least 1. */
  synchronized int rowsACommit(int most) {
    int rows = (int) Math.max(1, most * part);
    return rowsPerSecond == null ? rows : Math.min(rows, rowsPerSecond);
  }

  /** Waits until that many rows may be deleted. */
  void admit(int rows) throws InterruptedException {
    long at = reserve(rows);
    while (true) {
      long left = Math.max(at - clock.nanoTime(), pauseLeft());
      if (left <= 0) {
        return;
      }
      clock.pause(Duration.ofNanos(left));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private synchronized long reserve(int rows) {
    long now = clock.nanoTime();
    if (rowsPerSecond == null) {
      return now;
    }
    // Time in which nothing was deleted is not made up for.
    long at = nextRows - now > 0 ? nextRows : now;
    nextRows = at + rows * NANOS / rowsPerSecond;
    return at;
  }

  private synchronized long pauseLeft() {
    return pauseEnd - clock.nanoTime();
  }

  /** Takes note of a commit that has just ended. */
  synchronized void committed(Duration latency) {
    if (maxLatency == null) {
      return;
    }
    long now = clock.nanoTime();
    if (now - latency.toNanos() - slowedDown < 0) {
      return;
    }
    if (latency.compareTo(maxLatency) > 0) {
      slowedDown = now;
      part = Math.max(SMALLEST_PART, part / 2);
      pause = min(LONGEST_PAUSE, max(latency, pause.multipliedBy(2)));
    } else {
      part = Math.min(1, part * GROWTH);
      Duration shorter = pause.dividedBy(2);
      pause = shorter.compareTo(NO_PAUSE) < 0 ? Duration.ZERO : shorter;
    }
    pauseEnd = now + pause.toNanos();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
