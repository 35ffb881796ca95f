package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.schema.KeyOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of the rows of a table in the order of its key. Rows of the same key have the same
 * place, whichever side they are of. Immutable and thread-safe.
 */
final class RowPlaces {
  private final KeyOrder order;
  private final ImmutableList<Integer> key;

  private RowPlaces(KeyOrder order, ImmutableList<Integer> key) {
    this.order = order;
    this.key = key;
  }

  static RowPlaces of(TableComparison table) {
    return new RowPlaces(KeyOrder.of(table.getExpected().table()), table.getKeyPositions());
  }

  /**
   * The place of a row, to be compared by {@link KeyOrder#compare}.
   *
   * @param row with the compared columns, in their order
   */
  byte[] of(Struct row) {
    List<Value> values = new ArrayList<>(key.size());
    key.forEach(position -> values.add(row.getValue(position)));
    return order.sortKey(values);
  }
}
