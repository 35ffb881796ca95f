package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.TransactionContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Deletes the rows of some keys that still meet the condition, in one transaction that may be
 * repeated.
 *
 * <p>If the answer to a commit is lost, nobody knows whether it was applied. So what the repeated
 * transaction finds gone, of the rows that such a commit was to delete, counts as deleted. After an
 * ABORTED nothing was applied. For one thread.
 */
final class DeleteTransaction {
  private final DatabaseClient client;
  private final RowCheck check;
  private final String table;
  private final List<TargetKey> keys;
  private final RetryClock clock;
  private final Consumer<Duration> latencies;
  private final Set<TargetKey> perhapsDeleted = new LinkedHashSet<>();

  /** The rows that the commit deletes; null before it is sent. */
  private @Nullable Set<TargetKey> inCommit;

  private long commitStart;

  /**
   * @param latencies receives how long each commit took
   */
  DeleteTransaction(
      DatabaseClient client,
      RowCheck check,
      String table,
      List<TargetKey> keys,
      RetryClock clock,
      Consumer<Duration> latencies) {
    this.client = client;
    this.check = check;
    this.table = table;
    this.keys = keys;
    this.clock = clock;
    this.latencies = latencies;
  }

  /**
   * Runs the transaction once; the client repeats it while Spanner aborts it.
   *
   * @return the keys whose rows were deleted, by this run or by an earlier one
   */
  Set<TargetKey> run(TransactionOption[] options) {
    inCommit = null;
    try {
      Set<TargetKey> deleted = client.readWriteTransaction(options).run(this::work);
      latencies.accept(sinceCommit());
      return deleted;
    } catch (SpannerException e) {
      SpannerException error = ForgottenTransaction.asTransient(e);
      if (inCommit != null) {
        latencies.accept(sinceCommit());
        if (mayBeApplied(error)) {
          perhapsDeleted.addAll(inCommit);
        }
      }
      throw error;
    }
  }

  /** Whether the last run failed in its commit, not before it. */
  boolean hasReachedCommit() {
    return inCommit != null;
  }

  private Set<TargetKey> work(TransactionContext transaction) {
    inCommit = null;
    RowCheck.Found found = check.find(transaction, keys);
    Set<TargetKey> deleted = new LinkedHashSet<>();
    deleted.addAll(found.meeting());
    perhapsDeleted.stream().filter(key -> !found.existing().contains(key)).forEach(deleted::add);
    if (!found.meeting().isEmpty()) {
      transaction.buffer(Mutation.delete(table, DeleteCommitter.keySet(found.meeting())));
    }
    inCommit = found.meeting();
    commitStart = clock.nanoTime();
    return deleted;
  }

  private Duration sinceCommit() {
    return Duration.ofNanos(clock.nanoTime() - commitStart);
  }

  private static boolean mayBeApplied(SpannerException error) {
    return CommitError.of(error) == CommitError.TRANSIENT
        && error.getErrorCode() != ErrorCode.ABORTED;
  }
}
