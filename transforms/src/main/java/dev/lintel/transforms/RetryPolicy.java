package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a request that fails for a passing reason is tried again.
 *
 * @param firstBackoff the longest pause after the first failure; it doubles with each further one
 * @param maxBackoff the longest pause
 * @param attemptTimeout how long one attempt may take
 * @param totalDeadline how long all attempts and pauses together may take
 */
public record RetryPolicy(
    Duration firstBackoff, Duration maxBackoff, Duration attemptTimeout, Duration totalDeadline)
    implements Serializable {

  public RetryPolicy {
    checkArgument(
        !firstBackoff.isNegative()
            && !firstBackoff.isZero()
            && maxBackoff.compareTo(firstBackoff) >= 0,
        "backoff must grow from more than zero, but goes from %s to %s",
        firstBackoff,
        maxBackoff);
    checkArgument(
        !attemptTimeout.isNegative() && !attemptTimeout.isZero(),
        "attemptTimeout must be more than zero, but is %s",
        attemptTimeout);
    checkArgument(
        totalDeadline.compareTo(attemptTimeout) >= 0,
        "totalDeadline (%s) must not be shorter than attemptTimeout (%s)",
        totalDeadline,
        attemptTimeout);
  }

  /**
   * Pauses of up to 20 ms to 30 s, 60 s an attempt, 15 minutes in all: as long as SpannerIO gives a
   * batch by default, and less than the time after which Dataflow gives up on a work item.
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        Duration.ofMillis(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofMinutes(15));
  }

  public RetryPolicy withAttemptTimeout(Duration attemptTimeout) {
    return new RetryPolicy(firstBackoff, maxBackoff, attemptTimeout, totalDeadline);
  }

  public RetryPolicy withTotalDeadline(Duration totalDeadline) {
    return new RetryPolicy(firstBackoff, maxBackoff, attemptTimeout, totalDeadline);
  }
}
