package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoBuilder;
import dev.lintel.connection.ConnectionConfig;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a request that fails for a transient reason is retried. Immutable.
 *
 * @param firstBackoff the longest pause after the first failure; it doubles with each further
 *     failure
 * @param maxBackoff the longest pause after any failure
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

  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(60);

  /**
   * Returns pauses from 20 ms to 30 s, 60 s an attempt and in total {@link
   * ConnectionConfig#DEFAULT_TOTAL_DEADLINE}.
   */
  public static RetryPolicy defaults() {
    return within(ConnectionConfig.DEFAULT_TOTAL_DEADLINE);
  }

  /** Returns the defaults with another deadline; an attempt takes no longer than all of them. */
  public static RetryPolicy within(Duration totalDeadline) {
    return new RetryPolicy(
        Duration.ofMillis(20),
        Duration.ofSeconds(30),
        totalDeadline.compareTo(LONGEST_ATTEMPT) < 0 ? totalDeadline : LONGEST_ATTEMPT,
        totalDeadline);
  }

  /** Returns this policy with another timeout of one attempt. */
  public RetryPolicy withAttemptTimeout(Duration attemptTimeout) {
    return toBuilder().setAttemptTimeout(attemptTimeout).build();
  }

  /** Returns this policy with another deadline of all attempts and pauses together. */
  public RetryPolicy withTotalDeadline(Duration totalDeadline) {
    return toBuilder().setTotalDeadline(totalDeadline).build();
  }

  private Builder toBuilder() {
    return new AutoBuilder_RetryPolicy_Builder(this);
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setFirstBackoff(Duration firstBackoff);

    abstract Builder setMaxBackoff(Duration maxBackoff);

    abstract Builder setAttemptTimeout(Duration attemptTimeout);

    abstract Builder setTotalDeadline(Duration totalDeadline);

    abstract RetryPolicy build();
  }
}
