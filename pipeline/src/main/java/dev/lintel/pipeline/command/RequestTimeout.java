package dev.lintel.pipeline.command;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.common.base.Throwables;
import dev.lintel.connection.Deadline;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long a launcher waits for an answer of Spanner. Without a limit it would wait for a day, as
 * long as the client retries, or for ever, if a database does not answer at all. Immutable.
 */
public record RequestTimeout(Duration limit) implements Serializable {

  /** Long enough for the schema of some thousand tables. */
  public static final RequestTimeout DEFAULT = new RequestTimeout(Duration.ofMinutes(2));

  /**
   * Something to ask Spanner.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws InterruptedException;
  }

  /**
   * Asks Spanner. The question is asked on a thread of its own, because the client neither cancels
   * nor interrupts all of its retries. When the time is over, its requests are cancelled.
   *
   * @param subject what is asked for, for the message, such as {@code the schema of D}
   * @throws SpannerException {@code DEADLINE_EXCEEDED} if there is no answer in time
   * @throws RuntimeException what the question throws
   */
  public <T> T await(String subject, Question<T> question) throws InterruptedException {
    var task = new FutureTask<T>(() -> withDeadline(question));
    var thread = new Thread(task, "lintel-request");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw exceeded(subject, e);
    } catch (ExecutionException e) {
      if (isDeadlineExceeded(e.getCause())) {
        throw exceeded(subject, e.getCause());
      }
      Throwables.throwIfInstanceOf(e.getCause(), InterruptedException.class);
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException("A question throws no other checked exception", e);
    } finally {
      task.cancel(/* mayInterruptIfRunning= */ true);
    }
  }

  private <T> T withDeadline(Question<T> question) throws Exception {
    var failure = new AtomicReference<Exception>();
    try {
      return Deadline.within(
          limit,
          () -> {
            try {
              return question.ask();
            } catch (Exception e) {
              failure.set(e);
              throw e;
            }
          });
    } catch (SpannerException e) {
      // It wraps what the question threw.
      throw failure.get() == null ? e : failure.get();
    }
  }

  private static boolean isDeadlineExceeded(Throwable thrown) {
    return thrown instanceof SpannerException spanner
        && spanner.getErrorCode() == ErrorCode.DEADLINE_EXCEEDED;
  }

  /** The exception for what was not answered in time. */
  public SpannerException exceeded(String subject, Throwable cause) {
    return SpannerExceptionFactory.newSpannerException(
        ErrorCode.DEADLINE_EXCEEDED,
        "Spanner was asked for %s and has not answered within %d s (--requestTimeoutSeconds)"
            .formatted(subject, limit.toSeconds()),
        cause);
  }
}
