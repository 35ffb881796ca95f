package dev.lintel.transforms;

import java.time.Duration;

/** For tests of what becomes of a request that is given up for a reason that the server gives. */
final class OneAttempt {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /**
   * Gives a request up at its first failure, because the pause after it would last longer than the
   * deadline. So nobody waits for the deadline, and no attempt of a slow machine meets it.
   */
  static final RetryPolicy POLICY = new RetryPolicy(PAUSE, PAUSE, DEADLINE, DEADLINE);

  private OneAttempt() {}
}
