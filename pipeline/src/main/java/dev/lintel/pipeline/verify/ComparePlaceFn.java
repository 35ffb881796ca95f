package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowMerge;
import dev.lintel.compare.TableComparison;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Compares the rows of one place: at most one of each side. */
final class ComparePlaceFn extends DoFn<KV<byte[], CoGbkResult>, RowDifference> {
  static final TupleTag<Struct> EXPECTED = new TupleTag<>("expected") {};
  static final TupleTag<Struct> ACTUAL = new TupleTag<>("actual") {};

  private final ImmutableList<TableComparison> tables;

  // Worker scoped.
  private transient List<RowMerge> merges;

  ComparePlaceFn(ImmutableList<TableComparison> tables) {
    this.tables = tables;
  }

  @Setup
  public void setUp() {
    merges = tables.stream().map(RowMerge::of).toList();
  }

  @ProcessElement
  public void process(
      @Element KV<byte[], CoGbkResult> place, OutputReceiver<RowDifference> out) {
    int table = RowPlaces.tableOf(place.getKey());
    merges
        .get(table)
        .merge(
            only(place.getValue().getAll(EXPECTED), table, "export"),
            only(place.getValue().getAll(ACTUAL), table, "database"),
            out::output);
  }

  private Iterator<Struct> only(Iterable<Struct> rows, int table, String side) {
    Iterator<Struct> all = rows.iterator();
    if (!all.hasNext()) {
      return all;
    }
    Struct row = all.next();
    if (all.hasNext()) {
      throw new IllegalStateException(
          "Two rows of table %s of the %s have the same key"
              .formatted(tables.get(table).getTable(), side));
    }
    return Iterators.singletonIterator(row);
  }
}
