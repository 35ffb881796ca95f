package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.junit.jupiter.api.Test;

class EndedPipelineTest {

  private final Deque<List<MetricResult<Long>>> answers = new ArrayDeque<>();
  private int asked;

  private static MetricResult<Long> counter(Class<?> namespace, String name, long value) {
    return MetricResult.create(
        MetricKey.create("step", MetricName.named(namespace, name)), true, value);
  }

  private static List<MetricResult<Long>> threeFailed() {
    return List.of(
        counter(TableMetrics.class, "failed_T", 3),
        counter(EndedPipelineTest.class, "failed_T", 100));
  }

  private MetricsService service(IOException... failure) {
    return new MetricsService() {
      @Override
      public String name() {
        return "Somewhere";
      }

      @Override
      public boolean hasMetrics() throws IOException {
        asked++;
        if (failure.length > 0) {
          throw failure[0];
        }
        return false;
      }
    };
  }

  private EndedPipeline done(MetricsService service) {
    return EndedPipeline.done(new Answering(), service, Duration.ZERO, Duration.ZERO);
  }

  @Test
  void aFailedRequestIsRepeated() {
    answers.addAll(List.of(List.of(), List.of(), threeFailed()));

    EndedPipeline ended = done(service(new IOException("reset")));

    assertThat(ended.unknown()).isEmpty();
    assertThat(asked).isEqualTo(2);
    assertThat(TableMetrics.read(ended)).isEqualTo(Map.of("T", Map.of(TableFigure.FAILED, 3L)));
  }

  @Test
  void theMetricsAreReadOnce() {
    answers.add(threeFailed());

    EndedPipeline ended = done(service());

    assertThat(TableMetrics.readTotals(ended)).containsEntry(TableFigure.FAILED, 3L);
    assertThat(TableMetrics.readTotals(ended)).containsEntry(TableFigure.FAILED, 3L);
    assertThat(asked).isZero();
  }

  @Test
  void aRequestThatFailsAlways_leavesThemUnknown() {
    assertThat(done(service(new IOException("reset by peer"))).unknown()).hasValue("reset by peer");
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void aServiceThatAnswersAgain_isAskedForThem() {
    answers.addAll(List.of(List.of(), threeFailed()));

    assertThat(TableMetrics.readTotals(done(service()))).containsEntry(TableFigure.FAILED, 3L);
  }

  @Test
  void aServiceThatAnswers_knowsThatNothingWasCounted() {
    assertThat(done(service()).unknown()).isEmpty();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void aServiceWithoutMetrics_isRightAboutAFailedPipelineOnly() {
    MetricsService without = service(new MetricsService.NoMetricsException("it has none"));

    assertThat(EndedPipeline.failed(new Answering(), without).unknown()).isEmpty();
    assertThat(done(without).unknown()).hasValue("it has none");
  }

  /** Has one answer after the other, and then none. */
  private final class Answering implements PipelineResult {
    @Override
    public MetricResults metrics() {
      return new MetricResults() {
        @Override
        public MetricQueryResults queryMetrics(MetricsFilter filter) {
          return MetricQueryResults.create(
              answers.isEmpty() ? List.of() : answers.remove(),
              ImmutableList.of(),
              ImmutableList.of(),
              ImmutableList.of(),
              ImmutableList.of(),
              ImmutableList.of());
        }
      };
    }

    @Override
    public State getState() {
      return State.DONE;
    }

    @Override
    public State cancel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public State waitUntilFinish(org.joda.time.Duration duration) {
      return State.DONE;
    }

    @Override
    public State waitUntilFinish() {
      return State.DONE;
    }
  }
}
