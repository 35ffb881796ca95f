package dev.lintel.connection;

import com.google.cloud.spanner.ForwardingResultSet;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import io.grpc.Context;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A stream of rows that fails if the next row takes too long.
 *
 * <p>The client resumes a stream that broke for a transient reason, and retries forever if the
 * database is unreachable: {@code next()} would never return. A deadline for the whole stream does
 * not help, because a stream may take hours. So only the time of waiting for one row is limited;
 * the time of the caller between two rows does not count, neither here nor for the {@linkplain
 * UnwatchedStreams client}. Not thread-safe, like any ResultSet.
 */
public final class StallGuard extends ForwardingResultSet {
  private static final DelayScheduler SCHEDULER = DelayScheduler.system("lintel-stall");

  /** How often the guard checks within the time; a stall is noticed at most one interval late. */
  private static final int CHECKS = 4;

  /** Set while a guard waits, so that a stream within it needs none of its own. */
  private static final Context.Key<Boolean> GUARDED = Context.key("lintel-guarded");

  /** Ends the checks of streams that nobody closes. */
  private static final Cleaner CLEANER = Cleaner.create();

  private final Wait wait;

  private StallGuard(ResultSet rows, Wait wait) {
    super(rows);
    this.wait = wait;
    CLEANER.register(this, wait::end);
  }

  /**
   * Opens a stream.
   *
   * @param subject what is read of which database, for messages
   * @param longest how long to wait for a row; a stall is noticed after at most a quarter more
   * @param open opens the stream on this thread
   */
  public static ResultSet open(String subject, Duration longest, Supplier<ResultSet> open) {
    return open(subject, longest, open, SCHEDULER);
  }

  static ResultSet open(
      String subject, Duration longest, Supplier<ResultSet> open, DelayScheduler scheduler) {
    Wait wait = new Wait(subject, longest, scheduler);
    StallGuard guard = new StallGuard(wait.guard(open), wait);
    wait.check();
    return guard;
  }

  /** Whether what this thread does now ends in time anyway: within a guard, or by a deadline. */
  static boolean isBounded() {
    return GUARDED.get() != null || Context.current().getDeadline() != null;
  }

  /**
   * Moves to the next row.
   *
   * @throws SpannerException {@code DEADLINE_EXCEEDED} if the row takes too long, or the failure of
   *     the stream
   */
  @Override
  public boolean next() {
    boolean more = false;
    try {
      more = wait.guard(super::next);
    } finally {
      if (!more) {
        end();
      }
    }
    return more;
  }

  /** Waits for no further row. Harmless if the stream has ended. */
  void end() {
    wait.end();
  }

  @Override
  public void close() {
    try {
      super.close();
    } finally {
      end();
    }
  }

  /**
   * The state of one stream. It does not refer to the stream, because the next check keeps it if
   * nobody closes the stream.
   */
  private static final class Wait {
    private final String subject;
    private final Duration longest;
    private final DelayScheduler scheduler;
    private final Context.CancellableContext context =
        UnwatchedStreams.in(Context.current()).withValue(GUARDED, true).withCancellation();

    private volatile boolean waiting;
    private volatile long since;
    private volatile boolean stalled;
    private boolean ended;
    private DelayScheduler.Scheduled next = () -> {};

    Wait(String subject, Duration longest, DelayScheduler scheduler) {
      this.subject = subject;
      this.longest = longest;
      this.scheduler = scheduler;
    }

    <T> T guard(Supplier<T> call) {
      Context previous = context.attach();
      since = scheduler.nanoTime();
      waiting = true;
      try {
        return call.get();
      } catch (SpannerException e) {
        throw stalled
            ? FailedRequest.unanswered(subject, longest, e)
            : FailedRequest.of(e, subject, Duration.ofNanos(scheduler.nanoTime() - since));
      } finally {
        waiting = false;
        context.detach(previous);
      }
    }

    synchronized void check() {
      if (ended) {
        return;
      }
      if (waiting && scheduler.nanoTime() - since >= longest.toNanos()) {
        stalled = true;
        context.cancel(new TimeoutException("no row came in time"));
      } else {
        next = scheduler.schedule(this::check, longest.dividedBy(CHECKS));
      }
    }

    void end() {
      synchronized (this) {
        ended = true;
        next.cancel();
      }
      context.cancel(null);
    }
  }
}
