package dev.lintel.transforms;

import java.io.Serializable;
import java.time.Duration;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** The metrics of {@link DeleteRows}. Thread-safe. */
final class DeleteMetrics implements Serializable {
  private final Counter commits = Metrics.counter(DeleteRows.class, "commits");
  private final Counter rowsDeleted = Metrics.counter(DeleteRows.class, "rows_deleted");
  private final Counter rowsChanged = Metrics.counter(DeleteRows.class, "rows_changed");
  private final Counter rowsFailed = Metrics.counter(DeleteRows.class, "rows_failed");
  private final Counter retries = Metrics.counter(DeleteRows.class, "retries");
  private final Counter throttled = Metrics.counter(DeleteRows.class, "throttled_ms");
  private final Distribution commitLatency =
      Metrics.distribution(DeleteRows.class, "commit_latency_ms");

  void deleted() {
    rowsDeleted.inc();
  }

  void changed() {
    rowsChanged.inc();
  }

  void rejected() {
    rowsFailed.inc();
  }

  void waited(Duration time) {
    throttled.inc(time.toMillis());
  }

  /** Counts the commits of a batch. */
  void sent(DeleteOutcome outcome) {
    commits.inc(outcome.latencies().size());
    retries.inc(outcome.retries().sum());
    for (Duration latency : outcome.latencies()) {
      commitLatency.update(latency.toMillis());
    }
  }
}
