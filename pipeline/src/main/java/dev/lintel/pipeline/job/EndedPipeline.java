package dev.lintel.pipeline.job;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.job.MetricsService.Counted;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricFiltering;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * A pipeline that is over, with the metrics that it had then.
 *
 * <p>The runners of Dataflow and Flink ask their service for each query, and answer with no metrics
 * at all if the service does not answer them, as if nothing had been counted. So the service itself
 * is asked first. The runner of Dataflow keeps the first answer about a job that is over, even an
 * empty one, so it is not asked before the service has metrics. Immutable.
 */
final class EndedPipeline implements PipelineResult {

  private static final int FORBIDDEN = 403;

  /** A request that took too long, one of too many, or one that was cancelled. */
  private static final ImmutableSet<Integer> PASSING = ImmutableSet.of(408, 429, 499);

  private static final MetricQueryResults NONE =
      MetricQueryResults.create(
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of());

  private final PipelineResult result;
  private final MetricQueryResults metrics;
  private final Optional<String> unknown;
  private final boolean isWorthAsking;

  private EndedPipeline(
      PipelineResult result,
      MetricQueryResults metrics,
      Optional<String> unknown,
      boolean isWorthAsking) {
    this.result = result;
    this.metrics = metrics;
    this.unknown = unknown;
    this.isWorthAsking = isWorthAsking;
  }

  /**
   * Reads the metrics of a pipeline that has done its work.
   *
   * @param pauses before further attempts, if the one before failed and the next may not
   */
  static EndedPipeline done(PipelineResult result, MetricsService service, Duration... pauses) {
    for (Duration pause : pauses) {
      EndedPipeline ended = read(result, service, /* isDone= */ true);
      if (!ended.isWorthAsking) {
        return ended;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ended;
      }
    }
    return read(result, service, /* isDone= */ true);
  }

  /** Reads the metrics of a pipeline that has failed, perhaps before it counted anything. */
  static EndedPipeline failed(PipelineResult result, MetricsService service) {
    return read(result, service, /* isDone= */ false);
  }

  private static EndedPipeline read(PipelineResult result, MetricsService service, boolean isDone) {
    MetricQueryResults all = NONE;
    Optional<String> unknown;
    boolean isWorthAsking = true;
    try {
      Counted counted = service.counted();
      if (counted != Counted.NOTHING) {
        all = result.metrics().allMetrics();
        if (!hasAny(all)) {
          // The service may have failed since.
          counted = service.counted();
          all = result.metrics().allMetrics();
        }
      }
      unknown =
          counted == Counted.SOMETHING && !hasAny(all)
              ? Optional.of("the runner could not read them")
              : Optional.empty();
    } catch (MetricsService.NoMetricsException e) {
      unknown = isDone ? Optional.of(FailureMessage.of(e)) : Optional.empty();
    } catch (IOException e) {
      unknown = Optional.of(reason(e));
      isWorthAsking = !isRefusal(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unknown = Optional.of("interrupted while waiting for them");
      isWorthAsking = false;
    }
    return new EndedPipeline(result, all, unknown, isWorthAsking && unknown.isPresent());
  }

  private static boolean isRefusal(IOException e) {
    return e instanceof GoogleJsonResponseException answer
        && answer.getStatusCode() / 100 == 4
        && !PASSING.contains(answer.getStatusCode());
  }

  private static String reason(IOException e) {
    if (!(e instanceof GoogleJsonResponseException answer)) {
      return FailureMessage.of(e);
    }
    String said =
        "%d %s"
            .formatted(
                answer.getStatusCode(),
                answer.getDetails() == null
                    ? answer.getStatusMessage()
                    : answer.getDetails().getMessage());
    return answer.getStatusCode() == FORBIDDEN
        ? "the launcher's account needs dataflow.metrics.get, which roles/dataflow.viewer has: "
            + said
        : said;
  }

  private static boolean hasAny(MetricQueryResults metrics) {
    return !Iterables.isEmpty(metrics.getCounters())
        || !Iterables.isEmpty(metrics.getGauges())
        || !Iterables.isEmpty(metrics.getDistributions())
        || !Iterables.isEmpty(metrics.getStringSets())
        || !Iterables.isEmpty(metrics.getBoundedTries());
  }

  /** Why the metrics are unknown; empty if they are known. Then nothing may be said of them. */
  Optional<String> unknown() {
    return unknown;
  }

  @Override
  public MetricResults metrics() {
    return new MetricResults() {
      @Override
      public MetricQueryResults queryMetrics(MetricsFilter filter) {
        return MetricQueryResults.create(
            matching(filter, metrics.getCounters()),
            matching(filter, metrics.getDistributions()),
            matching(filter, metrics.getGauges()),
            matching(filter, metrics.getStringSets()),
            matching(filter, metrics.getBoundedTries()),
            matching(filter, metrics.getHistograms()));
      }
    };
  }

  private static <T> ImmutableList<MetricResult<T>> matching(
      MetricsFilter filter, Iterable<MetricResult<T>> all) {
    return Streams.stream(all)
        .filter(metric -> MetricFiltering.matches(filter, metric.getKey()))
        .collect(toImmutableList());
  }

  @Override
  public State getState() {
    return result.getState();
  }

  @Override
  public State cancel() throws IOException {
    return result.cancel();
  }

  @Override
  public State waitUntilFinish(org.joda.time.Duration duration) {
    return result.waitUntilFinish(duration);
  }

  @Override
  public State waitUntilFinish() {
    return result.waitUntilFinish();
  }
}
