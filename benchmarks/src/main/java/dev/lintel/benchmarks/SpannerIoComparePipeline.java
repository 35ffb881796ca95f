package dev.lintel.benchmarks;

import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.gcp.spanner.SpannerIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** Beam's SpannerIO.read of both databases, joined by CoGroupByKey. */
record SpannerIoComparePipeline() implements RowComparer {
  private static final TupleTag<Struct> EXPECTED = new TupleTag<>() {};
  private static final TupleTag<Struct> ACTUAL = new TupleTag<>() {};

  @Override
  public long differences(EmulatorDatabase expected, EmulatorDatabase actual) {
    Pipeline pipeline = TunedPipeline.create();
    PCollection<Long> differences =
        KeyedPCollectionTuple.of(EXPECTED, rows(pipeline, "expected", expected))
            .and(ACTUAL, rows(pipeline, "actual", actual))
            .apply("Join", CoGroupByKey.create())
            .apply("Compare", ParDo.of(new CompareFn()));
    return CountedRows.of(pipeline, differences);
  }

  private static PCollection<KV<Long, Struct>> rows(
      Pipeline pipeline, String side, EmulatorDatabase database) {
    return pipeline
        .apply(
            "Read " + side,
            SpannerIO.read()
                .withSpannerConfig(BeamConfig.of(database))
                .withTable(SampleRows.TABLE)
                .withColumns(SampleRows.COLUMNS))
        // The coder of a Struct if Lintel is not on the class path.
        .setCoder(SerializableCoder.of(Struct.class))
        .apply("Key " + side, MapElements.via(new WithKey()))
        .setCoder(KvCoder.of(VarLongCoder.of(), SerializableCoder.of(Struct.class)));
  }

  private static final class WithKey extends SimpleFunction<Struct, KV<Long, Struct>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<Long, Struct> apply(Struct row) {
      return KV.of(row.getLong(0), row);
    }
  }

  /** Outputs the keys of rows that differ. */
  private static final class CompareFn extends DoFn<KV<Long, CoGbkResult>, Long> {
    @ProcessElement
    public void process(@Element KV<Long, CoGbkResult> joined, OutputReceiver<Long> out) {
      Struct expected = joined.getValue().getOnly(EXPECTED, null);
      if (expected == null || !expected.equals(joined.getValue().getOnly(ACTUAL, null))) {
        out.output(joined.getKey());
      }
    }
  }
}
