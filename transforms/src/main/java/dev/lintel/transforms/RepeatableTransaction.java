package dev.lintel.transforms;

import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.TransactionRunner.TransactionCallable;
import dev.lintel.connection.SpannerConnection;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A read-write transaction whose work can be repeated without harm. The work is repeated when
 * Spanner aborts the transaction, and when the answer to the commit is lost, so that nobody knows
 * whether it was applied. So the work has to read first, and to write nothing if it finds its own
 * result.
 *
 * <p>Does not count against {@link SpannerConnection#commits}: it is for the few transactions that
 * must not wait for a job's writes. Immutable and thread-safe.
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

  /** Returns a transaction on a connection, within the total deadline of its config. */
  public static RepeatableTransaction on(SpannerConnection connection) {
    return new RepeatableTransaction(
        connection, RetryPolicy.within(connection.config().totalDeadline()), null);
  }

  /** Sets how the transaction is retried. */
  public RepeatableTransaction withRetryPolicy(RetryPolicy retryPolicy) {
    return new RepeatableTransaction(connection, retryPolicy, tag);
  }

  /**
   * Tags the transaction, so that Spanner's statistics list it separately.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public RepeatableTransaction withTag(String transactionTag) {
    return new RepeatableTransaction(
        connection, policy, RequestOptions.NONE.withTag(transactionTag).tag());
  }

  /**
   * Runs the work and commits the mutations that it buffers; blocks until that is done.
   *
   * @return the result of the work in the last attempt
   * @throws SpannerException if the transaction failed for a reason that is not transient, or the
   *     deadline was reached
   * @throws RuntimeException the exception that the work threw, if it was no SpannerException; then
   *     nothing is committed
   */
  public <T> T run(TransactionCallable<T> work) throws InterruptedException {
    try {
      return Retry.of(policy, RetryClock.SYSTEM, "A transaction", connection)
          .call(() -> once(work), new LongAdder());
    } catch (SpannerException e) {
      // The client wraps the exceptions of the work.
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

  /** Distinguishes an exception of the work from one of the client. */
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
