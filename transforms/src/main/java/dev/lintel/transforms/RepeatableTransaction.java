package dev.lintel.transforms;

import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.TransactionRunner.TransactionCallable;
import dev.lintel.connection.SpannerConnection;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A read-write transaction whose work can be done again without harm. It is done again when Spanner
 * aborts the transaction, and when the answer to the commit is lost, where nobody knows whether it
 * was applied: the work has to look at what is there first, and do nothing if it is its own.
 *
 * <p>Does not count against {@link SpannerConnection#commits}: it is for the few transactions that
 * must not wait behind a job's writes. Immutable; thread-safe.
 */
public final class RepeatableTransaction {

  private final SpannerConnection connection;
  private final RetryPolicy policy;
  private final @Nullable String tag;

  private RepeatableTransaction(
      SpannerConnection connection, RetryPolicy policy, @Nullable String tag) {
    this.connection = connection;
    this.policy = policy;
    this.tag = tag;
  }

  /** One with the default retries. */
  public static RepeatableTransaction on(SpannerConnection connection) {
    return new RepeatableTransaction(connection, RetryPolicy.defaults(), null);
  }

  public RepeatableTransaction withRetryPolicy(RetryPolicy retryPolicy) {
    return new RepeatableTransaction(connection, retryPolicy, tag);
  }

  /** Tags the transaction in Spanner's statistics. */
  public RepeatableTransaction withTag(String transactionTag) {
    return new RepeatableTransaction(connection, policy, transactionTag);
  }

  /**
   * Does the work and commits what it has buffered; blocks until that is done.
   *
   * @return what the work of the last attempt returned
   * @throws SpannerException if it failed for a reason that does not pass, or the deadline was
   *     reached
   * @throws RuntimeException what the work threw, if that was no SpannerException; nothing is
   *     committed then
   */
  public <T> T run(TransactionCallable<T> work) throws InterruptedException {
    try {
      return new Retry(policy, RetryClock.SYSTEM).call(() -> once(work), new LongAdder());
    } catch (SpannerException e) {
      // What the work itself threw comes wrapped by the client.
      throw e.getCause() instanceof WorkFailedException failed ? failed.reason() : e;
    }
  }

  private <T> T once(TransactionCallable<T> work) {
    var runner =
        tag == null
            ? connection.databaseClient().readWriteTransaction()
            : connection.databaseClient().readWriteTransaction(Options.tag(tag));
    return runner.run(
        transaction -> {
          try {
            return work.run(transaction);
          } catch (SpannerException e) {
            throw e;
          } catch (RuntimeException e) {
            throw new WorkFailedException(e);
          }
        });
  }

  /** Tells what the work threw from what the client did. */
  private static final class WorkFailedException extends Exception {
    private final RuntimeException reason;

    WorkFailedException(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    RuntimeException reason() {
      return reason;
    }
  }
}
