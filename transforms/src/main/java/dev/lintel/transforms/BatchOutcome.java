package dev.lintel.transforms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The result of writing one batch. Filled by one thread, then read by another. */
final class BatchOutcome {

  /** A row that Spanner rejected, and why. */
  record Rejected(PendingRow row, RowError error) {}

  private final List<PendingRow> written = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Duration> latencies = new ArrayList<>();
  private final LongAdder retries = new LongAdder();
  private @Nullable Batch postponed;

  List<PendingRow> written() {
    return written;
  }

  List<Rejected> rejected() {
    return rejected;
  }

  /** Removes the rejected rows and returns them as one batch, to be tried again. */
  Batch takeRejected() {
    List<List<PendingRow>> segments = new ArrayList<>();
    for (Rejected row : rejected) {
      segments.add(List.of(row.row()));
    }
    rejected.clear();
    return new Batch(segments, Batch.Kind.SELF_REFERENCING);
  }

  void postpone(Batch batch) {
    postponed = batch;
  }

  /** Returns the whole batch if it was rejected and may be accepted later. */
  Optional<Batch> postponed() {
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
