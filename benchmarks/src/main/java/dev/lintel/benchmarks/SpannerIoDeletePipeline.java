package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Beam's SpannerIO.read and SpannerIO.write of delete mutations, with their defaults. */
record SpannerIoDeletePipeline() implements DeleteMethod {

  @Override
  public void delete(OldRows rows, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.create();
    var config = BeamConfig.of(target);
    pipeline
        .apply("Read", SpannerIO.read().withSpannerConfig(config).withQuery(rows.query()))
        // The coders if Lintel is not on the class path.
        .setCoder(SerializableCoder.of(Struct.class))
        .apply(
            "Deletes",
            MapElements.into(TypeDescriptor.of(Mutation.class))
                .via(row -> Mutation.delete(SampleRows.TABLE, Key.of(row.getLong("SingerId")))))
        .setCoder(SerializableCoder.of(Mutation.class))
        .apply("Write", SpannerIO.write().withSpannerConfig(config));
    pipeline.run().waitUntilFinish();
  }
}
