package dev.lintel.transforms;

import static java.util.Collections.disjoint;

import com.google.cloud.spanner.ErrorCode;
import dev.lintel.connection.InFlightLimit;
import dev.lintel.schema.RowReference;
import dev.lintel.transforms.Batch.Unit;
import dev.lintel.transforms.BatchOutcome.Postponed;
import dev.lintel.transforms.BatchOutcome.Rejected;
import dev.lintel.transforms.BatchPlanner.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the rows of one bundle stage by stage, several batches at a time. No commit is in flight
 * between two calls: a runner may retry the bundle because of a failure elsewhere, and a commit
 * that lands after its own retry could restore an older value. Belongs to one bundle; not
 * thread-safe.
 */
final class BundleWriter {

  private final BatchCommitter committer;
  private final CommitsInFlight<BatchOutcome> commits;
  private final long maxHeldBytes;
  private final HeldRows held = new HeldRows();
  private final LostAnswers lostAnswers = new LostAnswers();

  /** Batches rejected as a whole, perhaps only because other batches are not written yet. */
  private List<Postponed> postponed = new ArrayList<>();

  /** Receives what becomes of the rows, on the thread of the bundle. */
  interface Output {
    void written(PendingRow row);

    void rejected(PendingRow row, RowError error);

    /** Called once for each batch that was sent, with its latencies and retries. */
    void sent(BatchOutcome outcome);
  }

  private BatchPlanner planner;

  /**
   * @param maxHeldBytes how many bytes of rows may wait for others; more are decided at once
   */
  BundleWriter(
      BatchPlanner planner, BatchCommitter committer, InFlightLimit limit, long maxHeldBytes) {
    this.maxHeldBytes = maxHeldBytes;
    this.planner = planner;
    this.committer = committer;
    this.commits = new CommitsInFlight<>(limit);
  }

  /**
   * Writes the rows. On return each row is written, rejected, or held because it may depend on a
   * row that is still to come, or because its outcome is not known yet.
   *
   * @param planner plans with the present schema
   */
  void write(List<PendingRow> rows, BatchPlanner planner, Output output)
      throws InterruptedException {
    writeDeciding(rows, planner, lostAnswers.deciding(output));
  }

  private void writeDeciding(List<PendingRow> rows, BatchPlanner planner, Output output)
      throws InterruptedException {
    if (planner != this.planner) {
      // The names of held rows are comparable within one schema only.
      decideHeld(output);
      this.planner = planner;
    }
    List<PlannedRow> arrived = rows.stream().map(planner::describe).toList();
    List<PlannedRow> all = new ArrayList<>(held.release(arrived));
    all.addAll(arrived);
    write(all, output, this::holdOrReject);
    if (held.bytes() > maxHeldBytes) {
      decideHeld(output);
    }
  }

  /** Returns about how many bytes the rows have that are held. */
  long heldBytes() {
    return held.bytes();
  }

  /** Writes or rejects the rows that are held, because their memory is needed. */
  void releaseHeld(Output output) throws InterruptedException {
    decideHeld(lostAnswers.deciding(output));
  }

  /** Writes or rejects every row. */
  void finish(Output output) throws InterruptedException {
    releaseHeld(output);
    lostAnswers.decide(output);
  }

  /** Decides what becomes of the rejected rows of some batches. */
  private interface OnRejected {
    void accept(BatchOutcome outcome, Output output);
  }

  private void write(List<PlannedRow> rows, Output output, OnRejected onRejected)
      throws InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    try {
      writePhases(planner.plan(rows), output, onRejected);
    } catch (InterruptedException | RuntimeException | Error e) {
      // Those of a stage that was not sent as a whole.
      commits.cancelAndAwait(e);
      throw e;
    }
  }

  private void writePhases(List<Phase> phases, Output output, OnRejected onRejected)
      throws InterruptedException {
    for (Phase phase : phases) {
      if (phase.hasDeletes()) {
        // A row that arrived before a delete must not be written after it.
        decideHeld(output);
      }
      for (List<Batch> stage : phase.stages()) {
        for (Batch batch : stage) {
          Batch free = withoutBlocked(batch);
          if (!free.segments().isEmpty()) {
            commits.submit(free.bytes(), () -> committer.commit(free));
          }
        }
        commits.drain(outcome -> accept(outcome, output, onRejected));
        if (!phase.hasDeletes()) {
          // The next stage may have later mutations of the same keys.
          writePostponed(output, onRejected);
        }
      }
      writePostponed(output, onRejected);
    }
  }

  /** Holds the rows of the batch that come after a held row; returns the others. */
  private Batch withoutBlocked(Batch batch) {
    if (held.isEmpty()) {
      return batch;
    }
    List<PlannedRow> blocked = new ArrayList<>();
    for (PlannedRow row : batch.rows()) {
      if (held.blocks(row)) {
        held.hold(row, null);
        blocked.add(row);
      }
    }
    return blocked.isEmpty() ? batch : BatchPlanner.without(batch, blocked);
  }

  private void accept(BatchOutcome outcome, Output output, OnRejected onRejected) {
    lostAnswers.add(outcome);
    outcome.written().forEach(row -> output.written(row.row()));
    output.sent(outcome);
    outcome.postponed().ifPresent(postponed::add);
    onRejected.accept(outcome, output);
  }

  private void holdOrReject(BatchOutcome outcome, Output output) {
    for (Rejected rejected : outcome.rejected()) {
      if (mayBeWrittenLater(rejected) && !outcome.isSuperseded(rejected.row())) {
        held.hold(rejected.row(), rejected.error());
      } else {
        output.rejected(rejected.row().row(), rejected.error());
      }
    }
  }

  /** These are the codes of a missing parent row and of a violated foreign key. */
  private static boolean mayBeWrittenLater(Rejected rejected) {
    ErrorCode code = rejected.error().code();
    return rejected.row().mayWait()
        && (code == ErrorCode.FAILED_PRECONDITION || code == ErrorCode.NOT_FOUND);
  }

  /** Writes or rejects the held rows, in as many rounds as rows keep being written. */
  private void decideHeld(Output output) throws InterruptedException {
    while (!held.isEmpty()) {
      List<HeldRows.Held> all = held.takeAll();
      Set<HeldRows.Held> worthTrying = HeldRows.worthTrying(all);
      List<PlannedRow> again = new ArrayList<>();
      for (HeldRows.Held row : all) {
        if (worthTrying.contains(row)) {
          again.add(planner.describe(row.row().row()));
        } else if (row.error() != null) {
          output.rejected(row.row().row(), row.error());
        }
      }
      Round round = new Round(again);
      write(again, output, round);
      round.holdWhatMayStillBeWritten(output);
    }
  }

  /** Collects what becomes of the rows of one round. */
  private final class Round implements OnRejected {
    private final IdentityHashMap<PlannedRow, Integer> arrivals = new IdentityHashMap<>();
    private final List<Rejected> rejected = new ArrayList<>();

    /** For each key, which of its mutations was the last one that was written. */
    private final Map<RowReference, Integer> lastWritten = new HashMap<>();

    private boolean progress;

    /**
     * @param rows those of the round, in the order of their arrival
     */
    Round(List<PlannedRow> rows) {
      for (PlannedRow row : rows) {
        arrivals.put(row, arrivals.size());
      }
    }

    @Override
    public void accept(BatchOutcome outcome, Output output) {
      rejected.addAll(outcome.rejected());
      progress |= !outcome.written().isEmpty();
      for (PlannedRow row : outcome.written()) {
        if (row.identity() != null) {
          lastWritten.merge(row.identity(), arrivals.get(row), Math::max);
        }
      }
    }

    void holdWhatMayStillBeWritten(Output output) {
      Set<RowReference> awaited = new HashSet<>();
      for (Rejected row : rejected) {
        boolean again =
            progress
                && mayBeWrittenLater(row)
                && !isSuperseded(row.row())
                && (row.row().needsUnknownRow() || !disjoint(row.row().needs(), awaited));
        if (again) {
          awaited.addAll(row.row().provides());
          held.hold(row.row(), row.error());
        } else {
          output.rejected(row.row().row(), row.error());
        }
      }
    }

    private boolean isSuperseded(PlannedRow row) {
      return row.identity() != null
          && lastWritten.getOrDefault(row.identity(), -1) > arrivals.get(row);
    }
  }

  /** Writes the postponed batches, first whole, then in parts. */
  private void writePostponed(Output output, OnRejected onRejected) throws InterruptedException {
    while (!postponed.isEmpty()) {
      int before = postponed.size();
      if (before > 1) {
        sendPostponed(again -> committer.commit(again.batch()));
        commits.drain(outcome -> accept(outcome, output, onRejected));
        if (postponed.size() < before) {
          continue;
        }
      }
      writeParts(output, onRejected);
    }
  }

  /** Writes what can be written of each postponed batch, when no batch can be written whole. */
  private void writeParts(Output output, OnRejected onRejected) throws InterruptedException {
    sendPostponed(parts -> committer.commitParts(parts.batch(), parts.error()));
    List<BatchOutcome> outcomes = new ArrayList<>();
    commits.drain(outcomes::add);
    boolean progress = outcomes.stream().anyMatch(outcome -> !outcome.written().isEmpty());
    List<Batch> again = new ArrayList<>();
    for (BatchOutcome outcome : outcomes) {
      if (progress) {
        // The rejected rows may depend on rows that were just written.
        List<List<Unit>> rows = new ArrayList<>();
        outcome
            .rejected()
            .removeIf(
                rejected ->
                    !outcome.isSuperseded(rejected.row())
                        && rows.add(List.of(new Unit(List.of(rejected.row())))));
        if (!rows.isEmpty()) {
          again.add(new Batch(rows, false));
        }
      }
      accept(outcome, output, onRejected);
    }
    for (Batch batch : again) {
      commits.submit(batch.bytes(), () -> committer.commit(batch));
    }
    commits.drain(outcome -> accept(outcome, output, onRejected));
  }

  /** A request that throws as a commit does. */
  @FunctionalInterface
  private interface Send {
    BatchOutcome send(Postponed postponed) throws InterruptedException;
  }

  private void sendPostponed(Send send) throws InterruptedException {
    List<Postponed> taken = postponed;
    postponed = new ArrayList<>();
    for (Postponed each : taken) {
      commits.submit(each.batch().bytes(), () -> send.send(each));
    }
  }
}
