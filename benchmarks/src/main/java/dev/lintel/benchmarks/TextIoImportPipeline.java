package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Beam's TextIO.read of a CSV file and SpannerIO.write, which reports rejected rows. */
record TextIoImportPipeline(Path file) implements WriteMethod {

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.createLikeAJob();
    pipeline
        .apply("Read", TextIO.read().from(file.toString()))
        .apply("Rows", MapElements.into(TypeDescriptor.of(Mutation.class)).via(SampleCsvFile::row))
        // The coder of a Mutation if Lintel is not on the class path.
        .setCoder(SerializableCoder.of(Mutation.class))
        .apply(
            "Write",
            SpannerIO.write()
                .withSpannerConfig(BeamConfig.of(target))
                .withFailureMode(SpannerIO.FailureMode.REPORT_FAILURES));
    pipeline.run().waitUntilFinish();
  }
}
