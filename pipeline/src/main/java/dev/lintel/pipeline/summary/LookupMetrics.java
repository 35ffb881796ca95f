package dev.lintel.pipeline.summary;

import dev.lintel.transforms.LookupRows;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** Reads the counters of {@link LookupRows}. */
public final class LookupMetrics {
  private LookupMetrics() {}

  /**
   * The figures of one lookup; 0 for a figure that was not counted.
   *
   * @param step the name of its step in the pipeline, not within another step
   */
  public static Map<LookupFigure, Long> read(PipelineResult result, String step) {
    Map<LookupFigure, Long> figures = new EnumMap<>(LookupFigure.class);
    for (LookupFigure figure : LookupFigure.values()) {
      figures.put(figure, 0L);
    }
    var filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(LookupRows.class))
            .build();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      if (!String.valueOf(counter.getKey().stepName()).startsWith(step + "/")) {
        continue;
      }
      String name = counter.getKey().metricName().getName();
      for (LookupFigure figure : LookupFigure.values()) {
        if (name.equals(figure.name().toLowerCase(Locale.ROOT))) {
          figures.merge(figure, TableMetrics.count(counter), Long::sum);
        }
      }
    }
    return figures;
  }
}
