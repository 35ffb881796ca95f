package dev.lintel.benchmarks;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Whether the DirectRunner encodes and compares every element between any two steps, to find
 * mistakes in DoFns. The default of the runner is ON.
 */
enum RunnerChecks {
  ON,
  OFF;

  /** Returns an empty pipeline on the DirectRunner. */
  Pipeline newPipeline() {
    String enforce = Boolean.toString(this == ON);
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs(
                "--runner=DirectRunner",
                "--enforceImmutability=" + enforce,
                "--enforceEncodability=" + enforce)
            .create());
  }
}
