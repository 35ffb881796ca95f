package dev.lintel.transforms;

import java.io.Serializable;
import java.time.Duration;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** The metrics of {@link TransactRows}. Thread-safe. */
final class TransactMetrics implements Serializable {
  private final Counter applied = Metrics.counter(TransactRows.class, "elements_applied");
  private final Counter duplicates = Metrics.counter(TransactRows.class, "elements_duplicate");
  private final Counter failed = Metrics.counter(TransactRows.class, "elements_failed");
  private final Counter commits = Metrics.counter(TransactRows.class, "commits");
  private final Counter retries = Metrics.counter(TransactRows.class, "retries");
  private final Distribution commitLatency =
      Metrics.distribution(TransactRows.class, "commit_latency_ms");

  void applied() {
    applied.inc();
  }

  void duplicate() {
    duplicates.inc();
  }

  void rejected() {
    failed.inc();
  }

  /** Counts the transactions of a batch. */
  void sent(TransactOutcome<?> outcome) {
    commits.inc(outcome.latencies().size());
    retries.inc(outcome.retries().sum());
    for (Duration latency : outcome.latencies()) {
      commitLatency.update(latency.toMillis());
    }
  }
}
