package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.SpannerConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether a snapshot can still be read, and already. Spanner keeps the versions of rows for the
 * database's {@code version_retention_period}; a read of an older snapshot fails, and one of the
 * future waits for it. Better told before a long read than by it. Immutable.
 */
public final class SnapshotAge {
  /**
   * A time that Spanner has just given may be ahead of the clock here. A read of a moment that has
   * not come yet waits for it, so that ahead by so much is no mistake.
   */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  private final Supplier<VersionRetention> retention;
  private final InstantSource clock;

  SnapshotAge(Supplier<VersionRetention> retention, InstantSource clock) {
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * Asks the database how long it keeps versions when that matters, as it does not for a strong
   * read; the first time with a request.
   */
  public static SnapshotAge of(SpannerConnection connection, InstantSource clock) {
    return new SnapshotAge(() -> VersionRetention.of(connection), clock);
  }

  /** Why a snapshot cannot be read, with the numbers; empty if it can. */
  public Optional<String> problem(TimestampBound bound) {
    Instant now = clock.instant();
    return switch (bound.getMode()) {
      case STRONG -> Optional.empty();
      case READ_TIMESTAMP -> problem(instant(bound.getReadTimestamp()), now);
      case EXACT_STALENESS ->
          problem(now.minusNanos(bound.getExactStaleness(TimeUnit.NANOSECONDS)), now);
      case MIN_READ_TIMESTAMP, MAX_STALENESS ->
          Optional.of(
              "a snapshot that several reads share is strong, of an exact timestamp or of an exact"
                  + " staleness, not "
                  + bound);
    };
  }

  /**
   * @throws IllegalArgumentException if there is a {@link #problem}
   */
  void check(TimestampBound bound) {
    problem(bound)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("Cannot read the snapshot: " + problem);
            });
  }

  private Optional<String> problem(Instant snapshot, Instant now) {
    Duration age = Duration.between(snapshot, now);
    if (age.plus(CLOCKS_APART).isNegative()) {
      return Optional.of("%s is in the future, it is %s now".formatted(snapshot, now));
    }
    VersionRetention kept = retention.get();
    if (age.compareTo(kept.period()) > 0) {
      return Optional.of(
          "%s is %s ago, but the database keeps versions for %s only (version_retention_period)"
              .formatted(snapshot, VersionRetention.words(age), kept));
    }
    return Optional.empty();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
