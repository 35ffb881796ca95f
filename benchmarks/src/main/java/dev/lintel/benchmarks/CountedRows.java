package dev.lintel.benchmarks;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Runs a pipeline that reads rows and counts the rows in a step after the read. */
final class CountedRows {

  private static final String NAME = "rows";

  private CountedRows() {}

  static <T> long of(Pipeline pipeline, PCollection<T> rows) {
    rows.apply("Count", ParDo.of(new CountFn<>()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(CountedRows.class, NAME))
            .build();
    long count = 0;
    // There is no counter if there were no rows.
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      count += counter.getCommitted();
    }
    return count;
  }

  private static final class CountFn<T> extends DoFn<T, Void> {
    private final Counter count = Metrics.counter(CountedRows.class, NAME);

    @ProcessElement
    public void process() {
      count.inc();
    }
  }
}
