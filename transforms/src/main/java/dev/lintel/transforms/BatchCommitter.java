package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.MutationGroup;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.common.collect.Lists;
import dev.lintel.connection.SpannerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes a batch as one commit. If Spanner rejects the commit because of its content, writes every
 * row except the bad ones. Thread-safe.
 */
final class BatchCommitter {

  /** Whether the server supports BatchWrite; shared by all writers of a connection. */
  private static final class BatchWriteSupport {
    private final AtomicBoolean missing = new AtomicBoolean();
  }

  private final SpannerConnection connection;
  private final DatabaseClient client;
  private final CommitOptions options;
  private final Retry retry;

  BatchCommitter(SpannerConnection connection, CommitOptions options, Retry retry) {
    this.connection = connection;
    this.client = connection.databaseClient();
    this.options = options;
    this.retry = retry;
  }

  /**
   * Writes all rows that can be written; blocks until it is done. A rejected batch that may depend
   * on rows that are still to be written is postponed, not split.
   *
   * @throws SpannerException if the commit failed for a reason that is not the content of a row
   */
  BatchOutcome commit(Batch batch) throws InterruptedException {
    var outcome = new BatchOutcome();
    List<PendingRow> rows = batch.rows();
    Optional<RowError> error = tryCommit(rows, outcome);
    if (error.isPresent()) {
      if (batch.kind() == Batch.Kind.SELF_REFERENCING) {
        outcome.postpone(batch);
      } else if (rows.size() == 1) {
        outcome.rejected().add(new BatchOutcome.Rejected(rows.get(0), error.get()));
      } else {
        isolate(batch, outcome);
      }
    }
    return outcome;
  }

  /** Writes what can be written of a batch that is known to be rejected as a whole. */
  BatchOutcome commitRowByRow(Batch batch) throws InterruptedException {
    var outcome = new BatchOutcome();
    isolate(batch, outcome);
    return outcome;
  }

  private void isolate(Batch batch, BatchOutcome outcome) throws InterruptedException {
    for (List<PendingRow> segment : batch.segments()) {
      isolate(segment, outcome);
    }
  }

  private void isolate(List<PendingRow> rows, BatchOutcome outcome) throws InterruptedException {
    if (rows.size() > 1 && tryBatchWrite(rows, outcome)) {
      return;
    }
    for (var failure : Isolation.isolate(rows, part -> tryCommit(part, outcome))) {
      outcome.rejected().add(new BatchOutcome.Rejected(failure.item(), failure.error()));
    }
  }

  /** Commits the rows; returns the error if Spanner rejects them, and then writes no row. */
  private Optional<RowError> tryCommit(List<PendingRow> rows, BatchOutcome outcome)
      throws InterruptedException {
    List<Mutation> mutations = Lists.transform(rows, PendingRow::mutation);
    TransactionOption[] forCommit = options.forCommit();
    try {
      retry.call(
          timed(outcome, () -> client.writeAtLeastOnceWithOptions(mutations, forCommit)),
          outcome.retries());
    } catch (SpannerException e) {
      if (CommitError.of(e) != CommitError.CONTENT) {
        throw e;
      }
      return Optional.of(RowError.of(e));
    }
    outcome.written().addAll(rows);
    return Optional.empty();
  }

  /**
   * Sends each row as a group of its own, so that Spanner names the bad rows.
   *
   * @return false if the server does not support BatchWrite; then nothing was written
   */
  private boolean tryBatchWrite(List<PendingRow> rows, BatchOutcome outcome)
      throws InterruptedException {
    var support = connection.cached(BatchWriteSupport.class, unused -> new BatchWriteSupport());
    if (support.missing.get()) {
      return false;
    }
    var open = new TreeSet<Integer>();
    for (int i = 0; i < rows.size(); i++) {
      open.add(i);
    }
    try {
      retry.call(
          timed(
              outcome,
              () -> {
                sendGroups(rows, open, outcome);
                return null;
              }),
          outcome.retries());
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.UNIMPLEMENTED && open.size() == rows.size()) {
        support.missing.set(true);
        return false;
      }
      throw e;
    }
    return true;
  }

  /**
   * Sends one BatchWrite of the rows that are still unanswered. The first answer for a row counts.
   * Throws if some rows are unanswered afterwards.
   */
  private void sendGroups(List<PendingRow> rows, Set<Integer> open, BatchOutcome outcome) {
    List<Integer> sent = new ArrayList<>(open);
    List<MutationGroup> groups =
        sent.stream().map(i -> MutationGroup.of(rows.get(i).mutation())).toList();
    var transientError = new RowError(ErrorCode.UNAVAILABLE, "BatchWrite ended without an answer");
    for (var response : client.batchWriteAtLeastOnce(groups, options.forBatchWrite())) {
      var error = RowError.of(response.getStatus());
      boolean isWritten = response.getStatus().getCode() == 0;
      var meaning = isWritten ? null : CommitError.of(error.code());
      for (int group : response.getIndexesList()) {
        int index = sent.get(group);
        if (!open.contains(index)) {
          continue;
        }
        if (isWritten) {
          open.remove(index);
          outcome.written().add(rows.get(index));
        } else if (meaning == CommitError.CONTENT) {
          open.remove(index);
          outcome.rejected().add(new BatchOutcome.Rejected(rows.get(index), error));
        } else if (meaning == CommitError.FATAL) {
          throw SpannerExceptionFactory.newSpannerException(error.code(), error.message());
        } else {
          transientError = error;
        }
      }
    }
    if (!open.isEmpty()) {
      throw SpannerExceptionFactory.newSpannerException(
          transientError.code(), transientError.message());
    }
  }

  private static <T> Callable<T> timed(BatchOutcome outcome, Callable<T> request) {
    return () -> {
      long start = System.nanoTime();
      try {
        return request.call();
      } finally {
        outcome.latencies().add(Duration.ofNanos(System.nanoTime() - start));
      }
    };
  }
}
