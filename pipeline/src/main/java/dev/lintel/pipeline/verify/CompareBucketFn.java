package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowMerge;
import dev.lintel.compare.TableComparison;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares the rows of one bucket. Those of the export are held in memory; those of the database,
 * of which there may be many more, are not.
 */
final class CompareBucketFn extends DoFn<KV<Integer, CoGbkResult>, RowDifference> {
  static final TupleTag<Struct> EXPECTED = new TupleTag<>("expected") {};
  static final TupleTag<Struct> ACTUAL = new TupleTag<>("actual") {};

  private final ImmutableList<TableComparison> tables;
  private final RowBuckets buckets;

  // Worker scoped.
  private transient List<RowMerge> merges;
  private transient List<RowPlaces> places;

  CompareBucketFn(ImmutableList<TableComparison> tables, RowBuckets buckets) {
    this.tables = tables;
    this.buckets = buckets;
  }

  @Setup
  public void setUp() {
    merges = tables.stream().map(RowMerge::of).toList();
    places = tables.stream().map(RowPlaces::of).toList();
  }

  @ProcessElement
  public void process(@Element KV<Integer, CoGbkResult> bucket, OutputReceiver<RowDifference> out) {
    int table = buckets.tableOf(bucket.getKey());
    RowPlaces places = this.places.get(table);
    Map<ByteBuffer, Struct> expected = new HashMap<>();
    for (Struct row : bucket.getValue().getAll(EXPECTED)) {
      if (expected.put(ByteBuffer.wrap(places.of(row)), row) != null) {
        throw new IllegalStateException(
            "Two rows of table %s of the export have the same key"
                .formatted(tables.get(table).getTable()));
      }
    }
    for (Struct row : bucket.getValue().getAll(ACTUAL)) {
      compare(table, expected.remove(ByteBuffer.wrap(places.of(row))), row, out);
    }
    expected.values().forEach(row -> compare(table, row, null, out));
  }

  private void compare(
      int table,
      @Nullable Struct expected,
      @Nullable Struct actual,
      OutputReceiver<RowDifference> out) {
    merges.get(table).merge(rows(expected), rows(actual), out::output);
  }

  private static Iterator<Struct> rows(@Nullable Struct row) {
    return row == null ? Collections.emptyIterator() : List.of(row).iterator();
  }
}
