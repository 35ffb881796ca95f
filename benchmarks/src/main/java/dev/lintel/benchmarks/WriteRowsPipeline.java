package dev.lintel.benchmarks;

import dev.lintel.coders.MutationCoder;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.transforms.WriteRows;
import org.apache.beam.sdk.Pipeline;

/** Lintel's WriteRows with its defaults. */
record WriteRowsPipeline(RunnerChecks checks) implements WriteMethod {

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    Pipeline pipeline = checks.newPipeline();
    var config = LintelConfig.of(target);
    pipeline
        .apply("Rows", new SampleRowsInput(rows, MutationCoder.of()))
        .apply("Write", WriteRows.to(config));
    pipeline.run().waitUntilFinish();
  }
}
