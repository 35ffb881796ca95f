package dev.lintel.pipeline.ledger;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.TransactionRunner.TransactionCallable;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.transforms.RepeatableTransaction;
import dev.lintel.transforms.RetryPolicy;
import java.time.Duration;
import java.util.function.Function;

/**
 * Transactions of a few rows of the ledger. Each leases the connection while it runs, and ends in
 * time.
 *
 * @param config the database that holds the ledger
 * @param timeout how long to wait for the database
 */
record LedgerTransactions(ConnectionConfig config, RequestTimeout timeout) {

  private static final String TAG = "lintel-ledger";
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(30);

  /**
   * Runs a read-write transaction.
   *
   * @param work as for {@link RepeatableTransaction}
   * @throws SpannerException if Spanner refuses, or does not answer in time
   */
  <T> T write(TransactionCallable<T> work) throws InterruptedException {
    Duration limit = timeout.limit();
    Duration attempt = limit.compareTo(LONGEST_ATTEMPT) < 0 ? limit : LONGEST_ATTEMPT;
    RetryPolicy policy =
        RetryPolicy.defaults().withAttemptTimeout(attempt).withTotalDeadline(limit);
    try (var lease = SpannerConnections.acquire(config)) {
      return RepeatableTransaction.on(lease.connection())
          .withTag(TAG)
          .withRetryPolicy(policy)
          .run(work);
    } catch (SpannerException e) {
      throw e.getErrorCode() == ErrorCode.DEADLINE_EXCEEDED ? timeout.exceeded(subject(), e) : e;
    }
  }

  /**
   * Reads without a lock.
   *
   * @throws SpannerException as {@link #write}
   */
  <T> T read(Function<ReadContext, T> work) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return timeout.await(
          subject(),
          () -> {
            try (var snapshot = lease.connection().databaseClient().singleUse()) {
              return work.apply(snapshot);
            }
          });
    }
  }

  private String subject() {
    return "the record of runs in " + config.describe();
  }
}
