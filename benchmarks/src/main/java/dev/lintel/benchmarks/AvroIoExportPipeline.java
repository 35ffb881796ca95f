package dev.lintel.benchmarks;

import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** Beam's SpannerIO.read and AvroIO.write, which Google's export template is made of. */
record AvroIoExportPipeline() implements ExportMethod {

  @Override
  public void export(EmulatorDatabase source, Path folder) {
    Pipeline pipeline = TunedPipeline.createLikeAJob();
    Schema schema = AvroFiles.schema();
    pipeline
        .apply(
            "Read",
            SpannerIO.read()
                .withSpannerConfig(BeamConfig.of(source))
                .withTable(SampleRows.TABLE)
                .withColumns(SampleRows.COLUMNS))
        // The coder of a Struct if Lintel is not on the class path.
        .setCoder(SerializableCoder.of(Struct.class))
        .apply("Records", ParDo.of(new RecordFn()))
        .setCoder(AvroCoder.of(schema))
        .apply(
            "Write",
            AvroIO.writeGenericRecords(schema)
                .to(folder.resolve(SampleRows.TABLE).toString())
                .withSuffix(".avro"));
    pipeline.run().waitUntilFinish();
  }

  static final class RecordFn extends DoFn<Struct, GenericRecord> {
    /** Worker scoped. */
    private transient Schema schema;

    @Setup
    public void setUp() {
      schema = AvroFiles.schema();
    }

    @ProcessElement
    public void process(@Element Struct row, OutputReceiver<GenericRecord> out) {
      out.output(AvroFiles.record(row, schema));
    }
  }
}
