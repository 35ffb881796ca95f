package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.job.MetricsService.Counted;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.junit.jupiter.api.Test;

class EndedPipelineTest {

  /** What the service answers, one after the other; the last one from then on. */
  private final Deque<Callable<Counted>> service = new ArrayDeque<>();

  /** What the runner is answered likewise; a request without an answer fails. */
  private final Deque<Optional<List<MetricResult<Long>>>> runner = new ArrayDeque<>();

  private int asked;
  private int read;

  private static MetricResult<Long> counter(Class<?> namespace, String name, long value) {
    return MetricResult.create(
        MetricKey.create("step", MetricName.named(namespace, name)), true, value);
  }

  private static List<MetricResult<Long>> threeFailed() {
    return List.of(
        counter(TableMetrics.class, "failed_T", 3),
        counter(EndedPipelineTest.class, "failed_T", 100));
  }

  private static Callable<Counted> failure(IOException e) {
    return () -> {
      throw e;
    };
  }

  private static <T> T next(Deque<T> answers) {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  private MetricsService service() {
    return new MetricsService() {
      @Override
      public String name() {
        return "Somewhere";
      }

      @Override
      public Counted counted() throws IOException {
        asked++;
        try {
          return next(service).call();
        } catch (IOException e) {
          throw e;
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  /** Of a runner that keeps its first answer, as Dataflow's does. */
  private EndedPipeline done() {
    return done(new Answering(/* keepsAnswer= */ true));
  }

  private EndedPipeline done(Answering result) {
    return EndedPipeline.done(result, service(), Duration.ZERO, Duration.ZERO);
  }

  @Test
  void aFailedRequestIsRepeated() {
    service.addAll(List.of(failure(new IOException("reset")), () -> Counted.SOMETHING));
    runner.add(Optional.of(threeFailed()));

    EndedPipeline ended = done();

    assertThat(ended.unknown()).isEmpty();
    assertThat(asked).isEqualTo(2);
    assertThat(TableMetrics.read(ended)).isEqualTo(Map.of("T", Map.of(TableFigure.FAILED, 3L)));
  }

  @Test
  void theMetricsAreReadOnce() {
    service.add(() -> Counted.SOMETHING);
    runner.add(Optional.of(threeFailed()));

    EndedPipeline ended = done();

    assertThat(TableMetrics.readTotals(ended)).containsEntry(TableFigure.FAILED, 3L);
    assertThat(TableMetrics.readTotals(ended)).containsEntry(TableFigure.FAILED, 3L);
    assertThat(asked).isEqualTo(1);
    assertThat(read).isEqualTo(1);
  }

  @Test
  void aRequestThatFailsAlways_leavesThemUnknown() {
    service.add(failure(new IOException("reset by peer")));

    assertThat(done().unknown()).hasValue("reset by peer");
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void aListThatIsEmptyAtFirst_isNotReadByTheRunner() {
    runner.add(Optional.of(List.of()));
    service.add(failure(new MetricsService.NoMetricsException("it has none")));
    service.add(
        () -> {
          runner.clear();
          runner.add(Optional.of(threeFailed()));
          return Counted.SOMETHING;
        });

    assertThat(TableMetrics.readTotals(done())).containsEntry(TableFigure.FAILED, 3L);
    assertThat(read).isEqualTo(1);
  }

  @Test
  void aRequestOfTheRunnerThatFails_isRepeated() {
    service.add(() -> Counted.SOMETHING);
    runner.addAll(List.of(Optional.empty(), Optional.of(threeFailed())));

    assertThat(TableMetrics.readTotals(done())).containsEntry(TableFigure.FAILED, 3L);
  }

  @Test
  void whatOnlyTheRunnerCannotRead_isUnknown() {
    service.add(() -> Counted.SOMETHING);
    runner.add(Optional.empty());

    assertThat(done().unknown()).hasValue("the runner could not read them");
  }

  @Test
  void aServiceThatAnswers_knowsThatNothingWasCounted() {
    service.add(() -> Counted.NOTHING);

    assertThat(done().unknown()).isEmpty();
    assertThat(asked).isEqualTo(1);
    assertThat(read).isZero();
  }

  @Test
  void whereOnlyTheRunnerCanTell_itDecides() {
    service.add(() -> Counted.UNCLEAR);
    runner.addAll(List.of(Optional.empty(), Optional.of(threeFailed())));
    assertThat(TableMetrics.readTotals(done(new Answering(/* keepsAnswer= */ false))))
        .as("after a failed request")
        .containsEntry(TableFigure.FAILED, 3L);

    runner.clear();
    runner.add(Optional.of(List.of()));
    assertThat(done(new Answering(/* keepsAnswer= */ false)).unknown()).isEmpty();
  }

  @Test
  void aServiceWithoutMetrics_isRightAboutAFailedPipelineOnly() {
    service.add(failure(new MetricsService.NoMetricsException("it has none")));

    assertThat(EndedPipeline.failed(new Answering(/* keepsAnswer= */ true), service()).unknown())
        .isEmpty();
    assertThat(done().unknown()).hasValue("it has none");
  }

  private final class Answering implements PipelineResult {
    private final boolean keepsAnswer;
    private Optional<List<MetricResult<Long>>> kept = Optional.empty();

    Answering(boolean keepsAnswer) {
      this.keepsAnswer = keepsAnswer;
    }

    @Override
    public MetricResults metrics() {
      return new MetricResults() {
        @Override
        public MetricQueryResults queryMetrics(MetricsFilter filter) {
          read++;
          Optional<List<MetricResult<Long>>> answer = kept.isPresent() ? kept : next(runner);
          if (keepsAnswer) {
            kept = answer;
          }
          return MetricQueryResults.create(
              answer.orElse(List.of()),
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
