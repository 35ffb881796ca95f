package dev.lintel.transforms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What became of the keys of one batch. Filled by one thread, then read by another. */
final class DeleteOutcome {

  /** A key whose delete was rejected, and why. */
  record Rejected(TargetKey key, RowError error) {}

  private final List<TargetKey> deleted = new ArrayList<>();
  private final List<TargetKey> changed = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Duration> latencies = new ArrayList<>();
  private final LongAdder retries = new LongAdder();

  List<TargetKey> deleted() {
    return deleted;
  }

  List<TargetKey> changed() {
    return changed;
  }

  List<Rejected> rejected() {
    return rejected;
  }

  /** Returns how long each commit took, without the reads before it. */
  List<Duration> latencies() {
    return latencies;
  }

  LongAdder retries() {
    return retries;
  }
}
