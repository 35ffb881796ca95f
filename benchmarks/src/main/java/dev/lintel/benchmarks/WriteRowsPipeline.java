package dev.lintel.benchmarks;

import dev.lintel.coders.MutationCoder;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.WriteRows;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/**
 * Lintel's WriteRows with its defaults.
 *
 * @param schema the schema, where the server cannot be asked for it
 */
record WriteRowsPipeline(Optional<DatabaseSchema> schema) implements WriteMethod {

  WriteRowsPipeline() {
    this(Optional.empty());
  }

  /** Returns the pipeline for a server; only the emulator has INFORMATION_SCHEMA. */
  static WriteRowsPipeline on(SpannerServer server) {
    return new WriteRowsPipeline(server.knownSchema());
  }

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.create();
    var write = WriteRows.to(LintelConfig.of(target));
    pipeline
        .apply("Rows", new SampleRowsInput(rows, MutationCoder.of()))
        .apply("Write", schema.map(write::withSchema).orElse(write));
    pipeline.run().waitUntilFinish();
  }
}
