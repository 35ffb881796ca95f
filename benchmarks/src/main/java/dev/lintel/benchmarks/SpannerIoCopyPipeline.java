package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Beam's SpannerIO.read and SpannerIO.write, with their defaults. */
record SpannerIoCopyPipeline() implements CopyMethod {

  @Override
  public void copy(EmulatorDatabase source, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.createLikeAJob();
    pipeline
        .apply(
            "Read",
            SpannerIO.read()
                .withSpannerConfig(BeamConfig.of(source))
                .withTable(SampleRows.TABLE)
                .withColumns(SampleRows.COLUMNS))
        // The coders of Struct and Mutation if Lintel is not on the class path.
        .setCoder(SerializableCoder.of(Struct.class))
        .apply(
            "Rows",
            MapElements.into(TypeDescriptor.of(Mutation.class)).via(SpannerIoCopyPipeline::row))
        .setCoder(SerializableCoder.of(Mutation.class))
        .apply("Write", SpannerIO.write().withSpannerConfig(BeamConfig.of(target)));
    pipeline.run().waitUntilFinish();
  }

  private static Mutation row(Struct struct) {
    Mutation.WriteBuilder row = Mutation.newInsertOrUpdateBuilder(SampleRows.TABLE);
    for (String column : SampleRows.COLUMNS) {
      row.set(column).to(struct.getValue(column));
    }
    return row.build();
  }
}
