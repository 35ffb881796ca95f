package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RejectionMetricsTest {

  private static PipelineResult reject(long records, DoFn<Long, Void> fn) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(1);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Records", GenerateSequence.from(0).to(records)).apply("Reject", ParDo.of(fn));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  @Test
  void groupsByReason_theMostFrequentFirst_andCountsTheTable() {
    PipelineResult result = reject(10, new FewReasonsFn());

    assertThat(RejectionMetrics.read(result).entrySet())
        .containsExactly(
            Map.entry(new RejectionReason("INVALID_ARGUMENT", "not a number, got …"), 8L),
            Map.entry(new RejectionReason("FAILED_PRECONDITION", "no key …"), 2L));
    assertThat(TableMetrics.read(result)).isEqualTo(Map.of("T", Map.of(TableFigure.FAILED, 10L)));
  }

  @Test
  void aHundredThousandDifferentMessagesTakeABoundedNumberOfCounters() {
    long records = 100_000;
    PipelineResult result = reject(records, new ManyReasonsFn());

    Map<RejectionReason, Long> reasons = RejectionMetrics.read(result);
    assertThat(reasons.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(records);
    assertThat(reasons.entrySet().iterator().next().getKey())
        .isEqualTo(RejectionReason.other("INTERNAL"));
    int counters = 0;
    for (var unused :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(RejectionMetrics.class))
                    .build())
            .getCounters()) {
      counters++;
    }
    // Each instance of the DoFn has its own first reasons, and the runner makes some instances.
    assertThat(counters).isLessThan(20 * RejectionMetrics.MOST_REASONS);
  }

  private static final class FewReasonsFn extends DoFn<Long, Void> {
    private final RejectionMetrics rejections = RejectionMetrics.create();

    @ProcessElement
    public void process(@Element Long number) {
      if (number < 8) {
        rejections.increment("T", "INVALID_ARGUMENT", "not a number, got \"%d\"".formatted(number));
      } else {
        rejections.increment("T", "FAILED_PRECONDITION", "no key " + number);
      }
    }
  }

  private static final class ManyReasonsFn extends DoFn<Long, Void> {
    private final RejectionMetrics rejections = RejectionMetrics.create();

    @ProcessElement
    public void process(@Element Long number) {
      // In letters, which stay in the reason.
      rejections.increment("T", "INTERNAL", "unlike " + letters(number));
    }

    private static String letters(long number) {
      var letters = new StringBuilder();
      for (long rest = number; rest > 0; rest /= 26) {
        letters.append((char) ('a' + rest % 26));
      }
      return letters.toString();
    }
  }
}
