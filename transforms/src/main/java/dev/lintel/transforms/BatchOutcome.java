package dev.lintel.transforms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What became of the rows of one batch. Filled by one thread, then read by another. */
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

  /** The rejected rows, to be tried again as one batch and no longer counted here. */
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

  /** The whole batch, if it was rejected and may be written later. */
  Optional<Batch> postponed() {
    return Optional.ofNullable(postponed);
  }

  /** How long each commit or BatchWrite took, failures and retries included. */
  List<Duration> latencies() {
    return latencies;
  }

  LongAdder retries() {
    return retries;
  }
}
