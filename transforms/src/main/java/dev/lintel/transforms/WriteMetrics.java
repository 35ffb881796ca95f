package dev.lintel.transforms;

import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerLineage;
import java.io.Serializable;
import java.time.Duration;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** The metrics of {@link WriteRows}, whichever step writes. Thread-safe. */
final class WriteMetrics implements Serializable {
  private final Counter commits = Metrics.counter(WriteRows.class, "commits");
  private final Counter rowsWritten = Metrics.counter(WriteRows.class, "rows_written");
  private final Counter rowsFailed = Metrics.counter(WriteRows.class, "rows_failed");
  private final Counter retries = Metrics.counter(WriteRows.class, "retries");
  private final Distribution commitLatency =
      Metrics.distribution(WriteRows.class, "commit_latency_ms");

  /** Counts a row that becomes a failed record. */
  void rejected() {
    rowsFailed.inc();
  }

  /** Counts the commits of a batch and the rows that it has written, and reports their tables. */
  void sent(BatchOutcome outcome, SpannerConnection connection) {
    commits.inc(outcome.latencies().size());
    rowsWritten.inc(outcome.written().size());
    retries.inc(outcome.retries().sum());
    for (Duration latency : outcome.latencies()) {
      commitLatency.update(latency.toMillis());
    }
    outcome.written().stream()
        .map(PlannedRow::table)
        .distinct()
        .forEach(table -> SpannerLineage.written(connection, table));
  }
}
