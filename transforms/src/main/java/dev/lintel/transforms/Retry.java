package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.Deadline;
import dev.lintel.connection.FailedRequest;
import dev.lintel.connection.SpannerConnection;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Retries a request while it fails for a transient reason, until the deadline of the policy. The
 * only place where Lintel retries. Thread-safe.
 */
final class Retry {
  private final RetryPolicy policy;
  private final RetryClock clock;
  private final String subject;

  /**
   * @param subject what is requested of which database, for messages
   */
  Retry(RetryPolicy policy, RetryClock clock, String subject) {
    this.policy = policy;
    this.clock = clock;
    this.subject = subject;
  }

  /**
   * Returns it for a request to the database of a connection.
   *
   * @param method the name of the RPC, such as {@code Commit}
   */
  static Retry of(
      RetryPolicy policy, RetryClock clock, String method, SpannerConnection connection) {
    return new Retry(policy, clock, method + " in " + connection.config().describe());
  }

  /**
   * Runs the request and returns its result.
   *
   * @param retries counts the attempts after the first
   * @throws SpannerException the first failure that is not transient, or, when the deadline is
   *     reached, the code of the last transient failure; the message names the request, its
   *     database and the time, unless Spanner rejects the content of the request
   */
  <T> T call(Callable<T> request, LongAdder retries) throws InterruptedException {
    long start = clock.nanoTime();
    Duration longest = policy.firstBackoff();
    SpannerException last = null;
    for (int attempt = 1; ; attempt++) {
      Duration left = policy.totalDeadline().minusNanos(clock.nanoTime() - start);
      try {
        return Deadline.within(min(policy.attemptTimeout(), left), request);
      } catch (SpannerException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (CommitError.of(e) != CommitError.TRANSIENT) {
          throw FailedRequest.of(e, subject, Duration.ofNanos(clock.nanoTime() - start));
        }
        // The total deadline may cut the last attempt short, which does not explain the failure.
        if (last == null || e.getErrorCode() != ErrorCode.DEADLINE_EXCEEDED) {
          last = e;
        }
        Duration pause = pause(e, longest);
        Duration spent = Duration.ofNanos(clock.nanoTime() - start);
        if (spent.plus(pause).compareTo(policy.totalDeadline()) >= 0) {
          throw deadlineReached(last, attempt);
        }
        clock.pause(pause);
        retries.increment();
        longest = min(policy.maxBackoff(), longest.multipliedBy(2));
      }
    }
  }

  /** Returns the pause that the server asks for, or a random one up to the longest that is due. */
  private static Duration pause(SpannerException error, Duration longest) {
    long asked = error.getRetryDelayInMillis();
    if (asked > 0) {
      return Duration.ofMillis(asked);
    }
    long half = longest.toNanos() / 2;
    return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half + 1));
  }

  private SpannerException deadlineReached(SpannerException last, int attempts) {
    return FailedRequest.givenUp(
        last.getErrorCode(),
        subject,
        "after %d attempts within the total deadline of %s s"
            .formatted(attempts, FailedRequest.limit(policy.totalDeadline())),
        last);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
