package dev.lintel.connection;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs calls with a deadline that includes the client's retries.
 *
 * <p>The client's own settings limit one attempt, and its retries within a call may continue for a
 * day. A gRPC context limits them all, except those of its administration clients, which it repeats
 * on other threads. Thread-safe.
 */
public final class Deadline {

  /**
   * How long it may take to read what describes a database, such as its schema, with all retries.
   * The schema of some thousand tables takes seconds; a server that is restarted answers again
   * within a minute.
   */
  public static final Duration OF_DESCRIPTION = Duration.ofMinutes(2);

  static final ScheduledThreadPoolExecutor EXPIRY = DaemonTimer.named("lintel-deadline");

  private Deadline() {}

  /**
   * Runs the call on this thread and cancels every request of it when the time is over.
   *
   * @throws SpannerException the exception of Spanner, or {@code DEADLINE_EXCEEDED} after that
   *     time. Another unchecked exception of the call is thrown as it is
   */
  public static <T> T within(Duration time, Callable<T> call) {
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS, EXPIRY);
    try {
      return context.call(call);
    } catch (ApiException | StatusRuntimeException | CancellationException e) {
      throw SpannerExceptionFactory.asSpannerException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw SpannerExceptionFactory.asSpannerException(e);
    } finally {
      context.cancel(null);
    }
  }
}
