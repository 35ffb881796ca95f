package dev.lintel.flink;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.runners.flink.FlinkBatchPortablePipelineTranslator;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.metrics.FlinkMetricContainer;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.util.construction.Environments;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.SdkComponents;
import org.apache.flink.api.common.JobExecutionResult;
import org.joda.time.Duration;

/**
 * Runs the steps of a pipeline in Beam's SDK harness, as the workers of Dataflow's Runner v2 do: a
 * bundle is a message, and many are worked on at a time by threads that share the harness. A Flink
 * cluster in this process plays the service that hands out the bundles, and the harness is in this
 * process, too.
 */
public final class HarnessRunner extends PipelineRunner<PipelineResult> {

  private static final int BUNDLES_AT_A_TIME = 4;

  private final PipelineOptions options;

  private HarnessRunner(PipelineOptions options) {
    this.options = options;
  }

  /** Called by Beam. */
  public static HarnessRunner fromOptions(PipelineOptions options) {
    return new HarnessRunner(options);
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    options
        .as(PortablePipelineOptions.class)
        .setDefaultEnvironmentType(Environments.ENVIRONMENT_EMBEDDED);
    RunnerApi.Pipeline described =
        PipelineTranslation.toProto(pipeline, SdkComponents.create(options));
    var translator = FlinkBatchPortablePipelineTranslator.createTranslator();
    var job =
        JobInfo.create(
            UUID.randomUUID().toString(),
            options.getJobName(),
            "",
            PipelineOptionsTranslation.toProto(options));
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setFlinkMaster("[local]");
    flink.setParallelism(BUNDLES_AT_A_TIME);
    var context = translator.createTranslationContext(job, flink, null, List.of());
    try {
      return new Finished(
          translator
              .translate(context, translator.prepareForTranslation(described))
              .execute(options.getJobName()));
    } catch (Exception e) {
      throw new IllegalStateException("the pipeline failed", e);
    }
  }

  /** A pipeline that has succeeded, with its counters. */
  private record Finished(JobExecutionResult flink) implements PipelineResult {

    @Override
    public State getState() {
      return State.DONE;
    }

    @Override
    public State cancel() {
      return State.DONE;
    }

    @Override
    public State waitUntilFinish(Duration duration) {
      return State.DONE;
    }

    @Override
    public State waitUntilFinish() {
      return State.DONE;
    }

    @Override
    public MetricResults metrics() {
      Map<String, Object> accumulators = flink.getAllAccumulatorResults();
      return MetricsContainerStepMap.asAttemptedOnlyMetricResults(
          (MetricsContainerStepMap)
              accumulators.getOrDefault(
                  FlinkMetricContainer.ACCUMULATOR_NAME, new MetricsContainerStepMap()));
    }
  }
}
