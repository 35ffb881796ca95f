package dev.lintel.transforms;

import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What a pipeline has counted. */
final class Counters {
  private Counters() {}

  /** The sum over the steps of a counter. */
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
