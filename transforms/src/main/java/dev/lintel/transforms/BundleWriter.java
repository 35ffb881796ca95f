package dev.lintel.transforms;

import dev.lintel.connection.InFlightLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes the rows of one bundle: in batches, several at a time, stage after stage. Belongs to one
 * bundle; not thread-safe.
 */
final class BundleWriter {
  private final BatchPlanner planner;
  private final BatchCommitter committer;
  private final InFlightLimit limit;

  private final Deque<CompletableFuture<BatchOutcome>> underWay = new ArrayDeque<>();

  /** Rejected as a whole, perhaps only for want of rows that other batches hold. */
  private List<Batch> postponed = new ArrayList<>();

  /** Where outcomes go, on the bundle's own thread. */
  @FunctionalInterface
  interface Output {
    void accept(BatchOutcome outcome);
  }

  BundleWriter(BatchPlanner planner, BatchCommitter committer, InFlightLimit limit) {
    this.planner = planner;
    this.committer = committer;
    this.limit = limit;
  }

  /** Starts to write the rows; on return at most one stage of them is under way. */
  void write(List<PendingRow> rows, Output output) throws InterruptedException {
    for (List<Batch> stage : planner.plan(rows)) {
      // Nothing of an earlier stage may be written later, or of two mutations of a key the wrong
      // one
      // would last.
      finish(output);
      for (Batch batch : stage) {
        underWay.add(limit.submit(() -> committer.commit(batch)));
      }
    }
  }

  /** Waits until everything so far is written or rejected. */
  void finish(Output output) throws InterruptedException {
    drain(output);
    while (!postponed.isEmpty()) {
      List<Batch> batches = takePostponed();
      for (Batch batch : batches) {
        underWay.add(limit.submit(() -> committer.commit(batch)));
      }
      drain(output);
      if (postponed.size() == batches.size()) {
        takeApart(output);
      }
    }
  }

  /** No batch can be written whole: write what can be written of each. */
  private void takeApart(Output output) throws InterruptedException {
    List<BatchOutcome> outcomes = new ArrayList<>();
    for (Batch batch : takePostponed()) {
      underWay.add(limit.submit(() -> committer.commitApart(batch)));
    }
    drain(outcomes::add);
    boolean progress = outcomes.stream().anyMatch(outcome -> !outcome.written().isEmpty());
    for (BatchOutcome outcome : outcomes) {
      // The rows that were just written may be those that the others had been wanting.
      if (progress && !outcome.rejected().isEmpty()) {
        postponed.add(outcome.takeRejected());
      }
      output.accept(outcome);
    }
  }

  private static Throwable alsoOf(@Nullable Throwable first, Throwable next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }

  private List<Batch> takePostponed() {
    List<Batch> batches = postponed;
    postponed = new ArrayList<>();
    return batches;
  }

  /**
   * Waits for everything under way, even if some of it fails: the retried bundle must not meet it.
   */
  private void drain(Output output) throws InterruptedException {
    Throwable failure = null;
    while (!underWay.isEmpty()) {
      try {
        BatchOutcome outcome = underWay.remove().get();
        outcome.postponed().ifPresent(postponed::add);
        output.accept(outcome);
      } catch (ExecutionException e) {
        failure = alsoOf(failure, e.getCause());
      } catch (RuntimeException e) {
        // Of a step behind this one, to which the outcome went.
        failure = alsoOf(failure, e);
      }
    }
    if (failure instanceof InterruptedException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
