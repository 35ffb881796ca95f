package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.gcp.spanner.ReadOperation;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Beam's SpannerIO.readAll, a read operation for each key.
 *
 * @param batching whether it reads through partitions, which is its default
 */
record SpannerIoReadAllPipeline(int count, boolean batching) implements RowReader {

  @Override
  public long read(EmulatorDatabase source) {
    Pipeline pipeline = TunedPipeline.create();
    var config = BeamConfig.of(source);
    var rows =
        pipeline
            .apply("Keys", new SampleKeys(count))
            .apply(
                "Operations",
                MapElements.into(TypeDescriptor.of(ReadOperation.class))
                    .via(
                        key ->
                            ReadOperation.create()
                                .withTable(SampleRows.TABLE)
                                .withColumns(SampleRows.COLUMNS)
                                .withKeySet(KeySet.singleKey(Key.of(key)))))
            .apply("Read", SpannerIO.readAll().withSpannerConfig(config).withBatching(batching))
            // The coder of a Struct if Lintel is not on the class path.
            .setCoder(SerializableCoder.of(Struct.class));
    return CountedRows.of(pipeline, rows);
  }
}
