package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.SerializedValue;
import dev.lintel.schema.DatabaseSchema;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Keys a row by its range of keys, and numbers the rows of a bundle. */
final class AssignRangeFn
    extends DoFn<
        ValueInSingleWindow<Mutation>, KV<Integer, KV<Long, ValueInSingleWindow<Mutation>>>> {

  /** The rows of a bundle are numbered in one process, one after the other. */
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final SerializedValue<DatabaseSchema> schema;
  private final PCollectionView<Iterable<byte[]>> sample;

  // Worker scoped.
  private transient SortPlaces places;

  // Bundle scoped.
  private transient @Nullable KeyRanges ranges;

  AssignRangeFn(DatabaseSchema schema, PCollectionView<Iterable<byte[]>> sample) {
    this.schema = SerializedValue.of(schema);
    this.sample = sample;
  }

  @Setup
  public void setUp() {
    places = new SortPlaces(schema.get());
  }

  @StartBundle
  public void startBundle() {
    ranges = null;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    if (ranges == null) {
      ranges = KeyRanges.of(context.sideInput(sample));
    }
    ValueInSingleWindow<Mutation> row = context.element();
    context.output(
        KV.of(ranges.find(places.of(row.getValue())), KV.of(NUMBERS.getAndIncrement(), row)));
  }
}
