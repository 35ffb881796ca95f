package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The result of writing one batch. Filled by one thread, then read by another. */
final class BatchOutcome {

  /** A row that Spanner rejected, and why. */
  record Rejected(PlannedRow row, RowError error) {}

  /** A batch that Spanner rejected as a whole, and why. */
  record Postponed(Batch batch, RowError error) {}

  private final Batch batch;
  private final List<PlannedRow> written = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Duration> latencies = new ArrayList<>();
  private final LongAdder retries = new LongAdder();
  private final List<List<PlannedRow>> lostAnswers = new ArrayList<>();
  private @Nullable Postponed postponed;
  private @Nullable IdentityHashMap<PlannedRow, Integer> places;

  BatchOutcome(Batch batch) {
    this.batch = batch;
  }

  /** Returns true if a later mutation of the row's key is written. */
  boolean isSuperseded(PlannedRow row) {
    if (row.identity() == null) {
      return false;
    }
    int place = places().get(row);
    return written.stream()
        .anyMatch(done -> row.identity().equals(done.identity()) && places().get(done) > place);
  }

  /** Returns the place of each row of the batch; needed only if one is rejected. */
  private IdentityHashMap<PlannedRow, Integer> places() {
    if (places == null) {
      places = new IdentityHashMap<>();
      for (PlannedRow row : batch.rows()) {
        places.put(row, places.size());
      }
    }
    return places;
  }

  /** Returns the rows that are written, in the order of their commits. */
  List<PlannedRow> written() {
    return written;
  }

  List<Rejected> rejected() {
    return rejected;
  }

  /** Returns the inserts of one attempt each, whose answer was lost, and of which a row exists. */
  List<List<PlannedRow>> lostAnswers() {
    return lostAnswers;
  }

  /** Adds an attempt whose answer was lost, and one of whose rows exists. */
  void addLostAnswer(List<PlannedRow> rows) {
    if (rows.stream().anyMatch(row -> row.mutation().getOperation() == Mutation.Op.INSERT)) {
      lostAnswers.add(rows);
    }
  }

  void postpone(Batch batch, RowError error) {
    postponed = new Postponed(batch, error);
  }

  /** Returns the whole batch if it was rejected and may be accepted later. */
  Optional<Postponed> postponed() {
    return Optional.ofNullable(postponed);
  }

  /** Returns how long each commit or BatchWrite took, including failures and retries. */
  List<Duration> latencies() {
    return latencies;
  }

  LongAdder retries() {
    return retries;
  }
}
