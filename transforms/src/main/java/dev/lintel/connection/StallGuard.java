package dev.lintel.connection;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ForwardingResultSet;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A stream of rows that fails when the next one does not come for too long.
 *
 * <p>The client resumes a stream that broke for a passing reason, and goes on trying for ever where
 * the database is gone: {@code next()} would never return. A deadline for the whole stream would
 * not do, as it may well take hours. So only the time is bounded that is spent waiting for one row;
 * what the caller does between two of them does not count. To be used by one thread, like any
 * ResultSet.
 */
public final class StallGuard extends ForwardingResultSet {
  private static final DelayScheduler TIMER = DelayScheduler.system("lintel-stall");

  /** Looking this often within the time, a stall is noticed at most that part of it too late. */
  private static final int LOOKS = 4;

  private final Wait wait;

  private StallGuard(ResultSet rows, Wait wait) {
    super(rows);
    this.wait = wait;
  }

  /**
   * Opens a stream.
   *
   * @param longest how long a row may take to come; a stall is noticed after at most a quarter more
   * @param open opens it on this thread
   */
  public static ResultSet open(Duration longest, Supplier<ResultSet> open) {
    return open(longest, open, TIMER);
  }

  static ResultSet open(Duration longest, Supplier<ResultSet> open, DelayScheduler timer) {
    Wait wait = new Wait(longest, timer);
    StallGuard guard = new StallGuard(wait.in(open), wait);
    wait.look();
    return guard;
  }

  /**
   * @throws SpannerException {@code DEADLINE_EXCEEDED} if the row has not come in time, or whatever
   *     the stream fails with
   */
  @Override
  public boolean next() {
    return wait.in(super::next);
  }

  @Override
  public void close() {
    super.close();
    wait.end();
  }

  /** What is watched of a stream. Holds no row, as it is only let go at the next look. */
  private static final class Wait {
    private final Duration longest;
    private final DelayScheduler timer;
    private final Context.CancellableContext context = Context.current().withCancellation();

    private volatile boolean waiting;
    private volatile long since;
    private volatile boolean stalled;
    private volatile boolean ended;

    Wait(Duration longest, DelayScheduler timer) {
      this.longest = longest;
      this.timer = timer;
    }

    <T> T in(Supplier<T> call) {
      Context previous = context.attach();
      since = timer.nanoTime();
      waiting = true;
      try {
        return call.get();
      } catch (SpannerException e) {
        if (!stalled) {
          throw e;
        }
        throw SpannerExceptionFactory.newSpannerException(
            ErrorCode.DEADLINE_EXCEEDED,
            "The database has not sent the next row for %d s, and the read was given up"
                .formatted(longest.toSeconds()),
            e);
      } finally {
        waiting = false;
        context.detach(previous);
      }
    }

    void look() {
      if (ended) {
        return;
      }
      if (waiting && timer.nanoTime() - since >= longest.toNanos()) {
        stalled = true;
        context.cancel(new TimeoutException("no row came in time"));
      } else {
        timer.schedule(this::look, longest.dividedBy(LOOKS));
      }
    }

    void end() {
      ended = true;
      context.cancel(null);
    }
  }
}
