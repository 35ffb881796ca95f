package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Options.TransactionOption;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.SpannerConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Deletes a batch as one transaction. If Spanner rejects it because of a row, deletes every row
 * except the bad ones; if it is too large, deletes it in halves. Thread-safe.
 */
final class DeleteCommitter {

  /** Spanner's words for a commit beyond its limit of mutations; the code says less. */
  private static final String TOO_LARGE = "too many mutations";

  private final DatabaseClient client;
  private final DeleteTarget target;
  private final RowCheck check;
  private final TransactionOption[] options;
  private final Retry retry;
  private final RetryClock clock;
  private final Consumer<Duration> onCommit;

  /**
   * @param onCommit receives how long each commit took; thread-safe
   */
  DeleteCommitter(
      SpannerConnection connection,
      DeleteTarget target,
      DeleteRows delete,
      RetryClock clock,
      Consumer<Duration> onCommit) {
    this.client = connection.databaseClient();
    this.target = target;
    this.check = new RowCheck(target, delete.getCondition(), delete.getRequestOptions());
    this.options = delete.getRequestOptions().stream().toArray(TransactionOption[]::new);
    this.retry = Retry.of(delete.getRetryPolicy(), clock, "A transaction", connection);
    this.clock = clock;
    this.onCommit = onCommit;
  }

  /** Returns about how many bytes are held to delete rows of some keys, besides the keys. */
  long bytes(int keys) {
    return check.bytes(keys);
  }

  /**
   * Deletes all rows that can be deleted; blocks until it is done.
   *
   * @throws SpannerException if it failed for a reason that is not the content of a row
   */
  DeleteOutcome delete(List<TargetKey> keys) throws InterruptedException {
    var outcome = new DeleteOutcome();
    delete(keys, outcome);
    return outcome;
  }

  private void delete(List<TargetKey> keys, DeleteOutcome outcome) throws InterruptedException {
    Optional<Refusal> refusal = tryDelete(keys, outcome);
    if (refusal.isEmpty()) {
      return;
    }
    if (keys.size() == 1) {
      reject(keys.get(0), refusal.get(), outcome);
    } else if (refusal.get().tooLarge()) {
      int half = (keys.size() + 1) / 2;
      delete(keys.subList(0, half), outcome);
      delete(keys.subList(half, keys.size()), outcome);
    } else {
      for (var failure : Isolation.isolate(keys, true, part -> tryDelete(part, outcome))) {
        reject(failure.item(), failure.error(), outcome);
      }
    }
  }

  /** Why Spanner refused a commit. */
  private record Refusal(RowError error, boolean tooLarge) {}

  private void reject(TargetKey key, Refusal refusal, DeleteOutcome outcome) {
    RowError error = refusal.error();
    outcome
        .rejected()
        .add(
            new DeleteOutcome.Rejected(
                key,
                refusal.tooLarge()
                    ? new RowError(
                        error.code(),
                        "The row has more rows in children (ON DELETE CASCADE) than one commit"
                            + " takes: delete the rows of its children first, then this row; "
                            + error.message())
                    : error));
  }

  /** Deletes the rows as one; returns why not if Spanner refuses, and then deletes no row. */
  private Optional<Refusal> tryDelete(List<TargetKey> keys, DeleteOutcome outcome)
      throws InterruptedException {
    var transaction =
        new DeleteTransaction(
            client,
            check,
            target.table().getName(),
            keys,
            clock,
            latency -> {
              outcome.latencies().add(latency);
              onCommit.accept(latency);
            });
    Set<TargetKey> deleted;
    try {
      deleted = retry.call(() -> transaction.run(options), outcome.retries());
    } catch (SpannerException e) {
      if (CommitError.of(e) != CommitError.CONTENT) {
        throw e;
      }
      if (!transaction.hasReachedCommit()) {
        checkRowsAreToBlame(outcome.retries());
      }
      RowError error = RowError.of(e);
      return Optional.of(new Refusal(error, error.message().contains(TOO_LARGE)));
    }
    for (TargetKey key : keys) {
      (deleted.contains(key) ? outcome.deleted() : outcome.changed()).add(key);
    }
    return Optional.empty();
  }

  /** Throws if the check fails without keys too, for example because of its condition. */
  private void checkRowsAreToBlame(LongAdder retries) throws InterruptedException {
    retry.call(
        () -> {
          check.probe(client);
          return null;
        },
        retries);
  }

  static KeySet keySet(Collection<TargetKey> keys) {
    KeySet.Builder set = KeySet.newBuilder();
    keys.forEach(key -> set.addKey(key.pending().key()));
    return set.build();
  }
}
