package dev.lintel.transforms;

import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.SpannerConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Checks that a snapshot is neither too old nor in the future. Spanner keeps the versions of rows
 * for the database's {@code version_retention_period}; a read of an older snapshot fails, and a
 * read in the future waits. Checking first reports this before a long read starts. Immutable.
 */
public final class SnapshotAge {
  /**
   * A read at a future time waits for it, so a timestamp that is ahead by this much is accepted.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** Gives how long versions are kept; asked only when needed. */
  @FunctionalInterface
  interface Retention {
    VersionRetention get() throws InterruptedException;
  }

  /** Gives the time; asked only when needed. */
  @FunctionalInterface
  interface Clock {
    Instant now() throws InterruptedException;
  }

  private final Retention retention;
  private final Clock clock;

  SnapshotAge(Retention retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Returns a check that asks the database for its time and for how long it keeps versions, only
   * when needed: not for a strong read, and for the latter once for all callers of some minutes.
   */
  public static SnapshotAge of(SpannerConnection connection) {
    return new SnapshotAge(
        () -> VersionRetention.of(connection),
        () -> DatabaseTime.instant(DatabaseTime.now(connection)));
  }

  /** Returns why a snapshot cannot be read, with the times compared; empty if it can be read. */
  public Optional<String> problem(TimestampBound bound) throws InterruptedException {
    return switch (bound.getMode()) {
      case STRONG -> Optional.empty();
      case READ_TIMESTAMP -> problem(DatabaseTime.instant(bound.getReadTimestamp()), clock.now());
      case EXACT_STALENESS -> {
        Instant now = clock.now();
        yield problem(now.minusNanos(bound.getExactStaleness(TimeUnit.NANOSECONDS)), now);
      }
      case MIN_READ_TIMESTAMP, MAX_STALENESS ->
          Optional.of(
              "a snapshot that several reads share is strong, of an exact timestamp or of an exact"
                  + " staleness, not "
                  + bound);
    };
  }

  /**
   * Checks a snapshot.
   *
   * @throws IllegalArgumentException if there is a {@link #problem}
   */
  void check(TimestampBound bound) throws InterruptedException {
    problem(bound)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("Cannot read the snapshot: " + problem);
            });
  }

  private Optional<String> problem(Instant snapshot, Instant now) throws InterruptedException {
    Duration age = Duration.between(snapshot, now);
    if (age.plus(LONGEST_WAIT).isNegative()) {
      return Optional.of("%s is in the future, it is %s now".formatted(snapshot, now));
    }
    VersionRetention kept = retention.get();
    if (age.compareTo(kept.period()) > 0) {
      return Optional.of(
          "%s is %s ago, but the database keeps versions for %s only (version_retention_period)"
              .formatted(snapshot, VersionRetention.describe(age), kept));
    }
    return Optional.empty();
  }
}
