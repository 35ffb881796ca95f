package dev.lintel.transforms;

import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** Reads the counters of a pipeline. */
final class Counters {
  private Counters() {}

  /** Returns the sum of a counter over all steps. */
  static long of(PipelineResult result, Class<?> namespace, String name) {
    long sum = 0;
    for (var metric :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named(namespace, name))
                    .build())
            .getCounters()) {
      sum += metric.getCommitted();
    }
    return sum;
  }
}
