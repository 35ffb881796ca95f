package dev.lintel.benchmarks;

import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;

/** Beam's SpannerIO.read with its defaults. */
record SpannerIoReadPipeline() implements RowReader {

  @Override
  public long read(EmulatorDatabase source) {
    Pipeline pipeline = TunedPipeline.create();
    var config = BeamConfig.of(source);
    var rows =
        pipeline
            .apply(
                "Read",
                SpannerIO.read()
                    .withSpannerConfig(config)
                    .withTable(SampleRows.TABLE)
                    .withColumns(SampleRows.COLUMNS))
            // The coder of a Struct if Lintel is not on the class path.
            .setCoder(SerializableCoder.of(Struct.class));
    return CountedRows.of(pipeline, rows);
  }
}
