package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;

/** Beam's SpannerIO.write with its defaults, except that it reports rejected rows. */
record SpannerIoPipeline() implements WriteMethod {

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    Pipeline pipeline = TunedPipeline.create();
    var config = BeamConfig.of(target);
    pipeline
        // The coder of a Mutation if Lintel is not on the class path.
        .apply("Rows", new SampleRowsInput(rows, SerializableCoder.of(Mutation.class)))
        .apply(
            "Write",
            SpannerIO.write()
                .withSpannerConfig(config)
                .withFailureMode(SpannerIO.FailureMode.REPORT_FAILURES));
    pipeline.run().waitUntilFinish();
  }
}
