package dev.lintel.pipeline.summary;

import java.io.Serializable;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Counts the bytes of the files that a job has read, as they are stored, as a Beam counter, and
 * reads it back. Belongs to one DoFn; not thread-safe.
 */
public final class ReadProgress implements Serializable {
  private static final String BYTES_READ = "bytes_read";

  private final Counter counter = Metrics.counter(ReadProgress.class, BYTES_READ);

  /** Counts bytes. Call it only while a bundle is processed. */
  public void add(long bytes) {
    counter.inc(bytes);
  }

  /** How many bytes a pipeline has read so far. */
  public static long read(PipelineResult result) {
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(ReadProgress.class, BYTES_READ))
            .build();
    long bytes = 0;
    for (MetricResult<Long> count : result.metrics().queryMetrics(filter).getCounters()) {
      bytes += TableMetrics.count(count);
    }
    return bytes;
  }
}
