package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.protobuf.ByteString;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.transforms.DeleteOutcome.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Deletes the rows of one bundle in the order of their keys, several batches at a time. No commit
 * is in flight between two calls. Belongs to one bundle; not thread-safe.
 */
final class BundleDeleter {

  /** Receives what becomes of the keys, on the thread of the bundle. */
  interface Output {
    void deleted(PendingKey key);

    void changed(PendingKey key);

    void rejected(PendingKey key, RowError error);

    /** Called once for each batch that was sent, with its latencies and retries. */
    void sent(DeleteOutcome outcome);

    /** Called after the thread has waited for the gate or the throttle. */
    void waited(Duration time);
  }

  /**
   * The most bytes of keys in a batch, whatever the limits of its commit are. They are sent with
   * its read too, and Spanner takes at most 10 MiB a request that is no commit.
   */
  private static final long MAX_KEY_BYTES = 2 << 20;

  private static final Comparator<TargetKey> BY_PLACE =
      Comparator.comparing(TargetKey::place, ByteString.unsignedLexicographicalComparator());

  private final DeleteTarget target;
  private final BatchLimits limits;
  private final DeleteGate gate;
  private final DeleteThrottle throttle;
  private final RetryClock clock;
  private final DeleteCommitter committer;
  private final CascadedRows cascaded;
  private final CommitsInFlight<DeleteOutcome> commits;

  BundleDeleter(
      SpannerConnection connection,
      DeleteTarget target,
      DeleteRows delete,
      DeleteThrottle throttle,
      RetryClock clock) {
    this.target = target;
    this.limits = delete.getBatchLimits();
    this.gate = delete.getGate();
    this.throttle = throttle;
    this.clock = clock;
    this.committer = new DeleteCommitter(connection, target, delete, clock, throttle::committed);
    this.cascaded =
        new CascadedRows(
            connection.databaseClient(),
            target,
            delete.getRequestOptions(),
            Retry.of(delete.getRetryPolicy(), clock, "ExecuteStreamingSql", connection));
    this.commits = new CommitsInFlight<>(connection.transactions());
  }

  /** Decides every key. */
  void delete(List<PendingKey> pending, Output output) throws InterruptedException {
    List<TargetKey> keys = distinct(pending, output);
    if (!target.cascaded().isEmpty() && !keys.isEmpty()) {
      cascaded.weigh(keys, new LongAdder());
    }
    while (!keys.isEmpty()) {
      List<Rejected> mayBeDeletedLater = new ArrayList<>();
      int deleted = send(keys, mayBeDeletedLater, output);
      if (deleted == 0 || mayBeDeletedLater.isEmpty()) {
        mayBeDeletedLater.forEach(row -> reject(row, output));
        return;
      }
      // Perhaps rows that were deleted just now referenced them.
      keys = mayBeDeletedLater.stream().map(Rejected::key).sorted(BY_PLACE).toList();
    }
  }

  /** Returns the keys in the order of the table, each once. */
  private List<TargetKey> distinct(List<PendingKey> pending, Output output) {
    List<TargetKey> keys = new ArrayList<>(pending.size());
    for (PendingKey each : pending) {
      try {
        keys.add(target.keyOf(each));
      } catch (IllegalArgumentException e) {
        output.rejected(each, new RowError(ErrorCode.INVALID_ARGUMENT, e.getMessage()));
      }
    }
    keys.sort(BY_PLACE);
    List<TargetKey> distinct = new ArrayList<>(keys.size());
    TargetKey last = null;
    for (TargetKey key : keys) {
      if (last != null && last.place().equals(key.place())) {
        last.addRepetition(key.pending());
      } else {
        distinct.add(key);
        last = key;
      }
    }
    return distinct;
  }

  /**
   * Deletes in batches, and waits for all of them.
   *
   * @return how many rows were deleted
   */
  private int send(List<TargetKey> keys, List<Rejected> mayBeDeletedLater, Output output)
      throws InterruptedException {
    int from = 0;
    try {
      while (from < keys.size()) {
        List<TargetKey> batch = keys.subList(from, endOfBatch(keys, from));
        from += batch.size();
        waitFor(batch.size(), output);
        commits.submit(committer.bytes(batch.size()), () -> committer.delete(batch));
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      commits.cancelAndAwait(e);
      throw e;
    }
    int[] deleted = new int[1];
    commits.drain(
        outcome -> {
          deleted[0] += outcome.deleted().size();
          accept(outcome, mayBeDeletedLater, output);
        });
    return deleted[0];
  }

  private void waitFor(int rows, Output output) throws InterruptedException {
    long start = clock.nanoTime();
    throttle.admit(rows);
    gate.await();
    output.waited(Duration.ofNanos(clock.nanoTime() - start));
  }

  private int endOfBatch(List<TargetKey> keys, int from) {
    int most = throttle.rowsACommit(limits.maxRows());
    long maxBytes = Math.min(limits.maxBytes(), MAX_KEY_BYTES);
    long weight = 0;
    long bytes = 0;
    int end = from;
    while (end < keys.size() && end - from < most) {
      TargetKey key = keys.get(end);
      weight += target.weight() + key.childWeight();
      bytes += key.place().size();
      if (end > from && (weight > limits.maxWeight() || bytes > maxBytes)) {
        break;
      }
      end++;
    }
    return end;
  }

  private void accept(DeleteOutcome outcome, List<Rejected> mayBeDeletedLater, Output output) {
    for (TargetKey key : outcome.deleted()) {
      output.deleted(key.pending());
      key.repetitions().forEach(output::changed);
    }
    for (TargetKey key : outcome.changed()) {
      output.changed(key.pending());
      key.repetitions().forEach(output::changed);
    }
    output.sent(outcome);
    for (Rejected rejected : outcome.rejected()) {
      if (target.ordered() && rejected.error().code() == ErrorCode.FAILED_PRECONDITION) {
        mayBeDeletedLater.add(rejected);
      } else {
        reject(rejected, output);
      }
    }
  }

  private static void reject(Rejected rejected, Output output) {
    output.rejected(rejected.key().pending(), rejected.error());
    for (PendingKey repetition : rejected.key().repetitions()) {
      output.rejected(repetition, rejected.error());
    }
  }
}
