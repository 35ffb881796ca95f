package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.schema.DatabaseSchema;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.ValueInSingleWindow;

/**
 * Brings the rows of a range of keys together, on one worker and one after the other. Each row
 * keeps its window, timestamp and pane. The input is bounded.
 *
 * <p>The ranges come from a sample of the keys, so the rows wait until all of them have been seen
 * once; then they are shuffled. Rows of one key, from one bundle, come in their order, as long as
 * the range has no more than {@link EmitRangeFn#ORDERED_BYTES}.
 */
final class GroupByKeyRange extends PTransform<PCollection<Mutation>, PCollection<Mutation>> {
  private static final long serialVersionUID = 1;

  /** One key is sampled in so many bytes of rows: a range has eight, so about 1 MiB at least. */
  private static final long BYTES_A_SAMPLE = 128 << 10;

  /** Enough for the most ranges; in memory about 2 MiB. */
  private static final int MOST_SAMPLES = 20_000;

  private final DatabaseSchema schema;
  private final long bytesASample;

  GroupByKeyRange(DatabaseSchema schema) {
    this(schema, BYTES_A_SAMPLE);
  }

  /**
   * @param bytesASample how many bytes of rows there are for each key that is sampled
   */
  GroupByKeyRange(DatabaseSchema schema, long bytesASample) {
    this.schema = schema;
    this.bytesASample = bytesASample;
  }

  @Override
  public PCollection<Mutation> expand(PCollection<Mutation> input) {
    PCollection<ValueInSingleWindow<Mutation>> rows = ReifiedRows.inGlobalWindow(input);
    PCollectionView<Iterable<byte[]>> sample =
        rows.apply("Sample keys", ParDo.of(new SampleKeysFn(schema, bytesASample)))
            .setCoder(ByteArrayCoder.of())
            .apply("Limit sample", Sample.fixedSizeGlobally(MOST_SAMPLES))
            .apply("See sample", View.asSingleton());
    return rows.apply(
            "Assign range", ParDo.of(new AssignRangeFn(schema, sample)).withSideInputs(sample))
        .setCoder(
            KvCoder.of(VarIntCoder.of(), KvCoder.of(VarLongCoder.of(), ReifiedRows.coder(input))))
        .apply("Group", GroupByKey.create())
        .apply("Emit range", ParDo.of(new EmitRangeFn()))
        .setCoder(input.getCoder())
        .setWindowingStrategyInternal(input.getWindowingStrategy());
  }
}
