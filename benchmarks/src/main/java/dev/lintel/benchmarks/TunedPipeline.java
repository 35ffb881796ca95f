package dev.lintel.benchmarks;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Pipelines of the direct runner without its checks, as {@code ./lintel} runs its jobs. */
final class TunedPipeline {
  private static final String[] UNCHECKED = {
    "--runner=DirectRunner", "--enforceImmutability=false", "--enforceEncodability=false"
  };

  private TunedPipeline() {}

  /**
   * Returns an empty pipeline without the checks of the direct runner, which encode and compare
   * every element between any two steps to find mistakes in DoFns.
   */
  static Pipeline create() {
    return Pipeline.create(PipelineOptionsFactory.fromArgs(UNCHECKED).create());
  }

  /**
   * Returns such a pipeline with the threads that a job of {@code ./lintel} gets by default: it
   * leaves one processor to the runner's monitor.
   */
  static Pipeline createLikeAJob() {
    var options = PipelineOptionsFactory.fromArgs(UNCHECKED).as(DirectOptions.class);
    options.setTargetParallelism(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    return Pipeline.create(options);
  }
}
