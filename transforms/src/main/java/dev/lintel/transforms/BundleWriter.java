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
 * Writes the rows of one bundle stage by stage, several batches at a time. Belongs to one bundle;
 * not thread-safe.
 */
final class BundleWriter {
  private final BatchPlanner planner;
  private final BatchCommitter committer;
  private final InFlightLimit limit;

  private final Deque<CompletableFuture<BatchOutcome>> inFlight = new ArrayDeque<>();

  /**
   * Batches rejected as a whole, perhaps only because rows of other batches are not written yet.
   */
  private List<Batch> postponed = new ArrayList<>();

  /** Receives the outcomes, on the thread of the bundle. */
  @FunctionalInterface
  interface Output {
    void accept(BatchOutcome outcome);
  }

  BundleWriter(BatchPlanner planner, BatchCommitter committer, InFlightLimit limit) {
    this.planner = planner;
    this.committer = committer;
    this.limit = limit;
  }

  /** Starts to write the rows; on return at most one stage is still in flight. */
  void write(List<PendingRow> rows, Output output) throws InterruptedException {
    for (List<Batch> stage : planner.plan(rows)) {
      // A row of an earlier stage must not be written later, or the wrong one of two mutations of a
      // key would win.
      finish(output);
      for (Batch batch : stage) {
        inFlight.add(limit.submit(() -> committer.commit(batch)));
      }
    }
  }

  /** Waits until every row so far is written or rejected. */
  void finish(Output output) throws InterruptedException {
    drain(output);
    while (!postponed.isEmpty()) {
      List<Batch> batches = takePostponed();
      for (Batch batch : batches) {
        inFlight.add(limit.submit(() -> committer.commit(batch)));
      }
      drain(output);
      if (postponed.size() == batches.size()) {
        writeRowByRow(output);
      }
    }
  }

  /** Writes what can be written of each postponed batch, when no batch can be written whole. */
  private void writeRowByRow(Output output) throws InterruptedException {
    List<BatchOutcome> outcomes = new ArrayList<>();
    for (Batch batch : takePostponed()) {
      inFlight.add(limit.submit(() -> committer.commitRowByRow(batch)));
    }
    drain(outcomes::add);
    boolean progress = outcomes.stream().anyMatch(outcome -> !outcome.written().isEmpty());
    for (BatchOutcome outcome : outcomes) {
      // The rejected rows may depend on rows that were just written.
      if (progress && !outcome.rejected().isEmpty()) {
        postponed.add(outcome.takeRejected());
      }
      output.accept(outcome);
    }
  }

  private static Throwable withSuppressed(@Nullable Throwable first, Throwable next) {
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
   * Waits for every commit in flight, even if some fail: a retried bundle must not overlap with
   * them.
   */
  private void drain(Output output) throws InterruptedException {
    Throwable failure = null;
    while (!inFlight.isEmpty()) {
      try {
        BatchOutcome outcome = inFlight.remove().get();
        outcome.postponed().ifPresent(postponed::add);
        output.accept(outcome);
      } catch (ExecutionException e) {
        failure = withSuppressed(failure, e.getCause());
      } catch (RuntimeException e) {
        // Thrown by a later step that the outcome was passed to.
        failure = withSuppressed(failure, e);
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
