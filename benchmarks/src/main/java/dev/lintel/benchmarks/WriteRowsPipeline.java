package dev.lintel.benchmarks;

import dev.lintel.coders.MutationCoder;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.transforms.WriteRows;
import org.apache.beam.sdk.Pipeline;

/** Lintel's WriteRows with its defaults. */
record WriteRowsPipeline(SpannerServer server) implements WriteMethod {

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.create();
    var write = WriteRows.to(server.configOf(target));
    pipeline
        .apply("Rows", new SampleRowsInput(rows, MutationCoder.of()))
        .apply("Write", server.knownSchema().map(write::withSchema).orElse(write));
    pipeline.run().waitUntilFinish();
  }
}
