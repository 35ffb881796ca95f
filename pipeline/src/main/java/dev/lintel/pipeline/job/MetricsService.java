package dev.lintel.pipeline.job;

import com.google.api.services.dataflow.model.MetricUpdate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowClient;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.sdk.PipelineResult;

/** What a runner elsewhere asks for the metrics of a pipeline. */
interface MetricsService {

  /** Its name for a user. */
  String name();

  /** Whether a pipeline has counted anything. */
  enum Counted {
    SOMETHING,
    NOTHING,
    /** Only the runner can read it from the answer. */
    UNCLEAR
  }

  /**
   * Asks for the metrics, because the runner does not tell none from a failed request.
   *
   * @throws IOException why they are unknown
   */
  Counted counted() throws IOException, InterruptedException;

  /** The service of this pipeline; empty if it runs in this process. */
  static Optional<MetricsService> of(Launch launch, PipelineResult result) {
    return result instanceof DataflowPipelineJob job
        ? Optional.of(
            new OfDataflow(DataflowClient.create(launch.dataflowOptions()), job.getJobId()))
        : launch
            .flinkMaster()
            .map(master -> new OfFlink(new FlinkRest(master), launch.options().getJobName()));
  }

  /** The metrics of a Dataflow job. */
  record OfDataflow(DataflowClient client, String jobId) implements MetricsService {

    /** Of the metrics that DoFns count, as opposed to those that Dataflow adds. */
    private static final String USER = "user";

    @Override
    public String name() {
      return "Dataflow";
    }

    @Override
    public Counted counted() throws IOException {
      List<MetricUpdate> metrics = client.getJobMetrics(jobId).getMetrics();
      if (metrics == null || metrics.isEmpty()) {
        // Of a job that has run it has metrics of its own, whatever was counted.
        throw new NoMetricsException("its list of metrics is empty");
      }
      return metrics.stream()
              .anyMatch(
                  metric -> metric.getName() != null && USER.equals(metric.getName().getOrigin()))
          ? Counted.SOMETHING
          : Counted.NOTHING;
    }
  }

  /** The metrics of a job on a Flink cluster. */
  record OfFlink(FlinkRest cluster, String jobName) implements MetricsService {

    @Override
    public String name() {
      return "Flink";
    }

    @Override
    public Counted counted() throws IOException, InterruptedException {
      String id =
          cluster
              .idOf(jobName)
              .orElseThrow(() -> new NoMetricsException("it does not know the job " + jobName));
      var answer = cluster.get("/jobs/%s/accumulators".formatted(id));
      if (!answer.path("user-task-accumulators").isArray()) {
        throw new IOException("its answer has no accumulators: " + answer);
      }
      // All of Beam's are one accumulator, of which only Beam can read whether it is empty.
      return Counted.UNCLEAR;
    }
  }

  /** The service answers, but not with metrics, as for a job that ended before it began to work. */
  final class NoMetricsException extends IOException {
    private static final long serialVersionUID = 1;

    NoMetricsException(String message) {
      super(message);
    }
  }
}
