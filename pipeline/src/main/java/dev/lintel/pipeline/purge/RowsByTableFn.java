package dev.lintel.pipeline.purge;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Separates the rows to delete by table. The main output has those that are deleted with others. (A
 * DoFn has another {@code Key}, an annotation.)
 */
final class RowsByTableFn extends DoFn<FoundRow, FoundRow> {
  private final TupleTag<FoundRow> others;
  private final ImmutableMap<Integer, TupleTag<com.google.cloud.spanner.Key>> tables;

  RowsByTableFn(
      TupleTag<FoundRow> others, Map<Integer, TupleTag<com.google.cloud.spanner.Key>> tables) {
    this.others = others;
    this.tables = ImmutableMap.copyOf(tables);
  }

  @ProcessElement
  public void process(@Element FoundRow row, MultiOutputReceiver out) {
    if (row.isInTheWay()) {
      return;
    }
    TupleTag<com.google.cloud.spanner.Key> table = tables.get(row.table());
    if (table == null) {
      out.get(others).output(row);
    } else {
      out.get(table).output(row.key());
    }
  }
}
