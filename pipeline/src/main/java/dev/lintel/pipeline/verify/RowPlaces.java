package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import dev.lintel.compare.TableComparison;
import dev.lintel.schema.KeyOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of a row among the rows of all tables: the number of its table, then its place in the
 * order of the table's key. Rows of the same key have the same place, whichever side they are of.
 * Immutable and thread-safe.
 */
final class RowPlaces {
  private final byte[] table;
  private final KeyOrder order;
  private final ImmutableList<Integer> key;

  private RowPlaces(byte[] table, KeyOrder order, ImmutableList<Integer> key) {
    this.table = table;
    this.order = order;
    this.key = key;
  }

  /**
   * The places of a table's rows.
   *
   * @param number the number of the table
   */
  static RowPlaces of(int number, TableComparison table) {
    return new RowPlaces(
        Ints.toByteArray(number),
        KeyOrder.of(table.getExpected().table()),
        table.getKeyPositions());
  }

  /** The number of the table at the beginning of a place. */
  static int tableOf(byte[] place) {
    return Ints.fromByteArray(place);
  }

  /**
   * The place of a row.
   *
   * @param row with the compared columns, in their order
   */
  byte[] of(Struct row) {
    List<Value> values = new ArrayList<>(key.size());
    key.forEach(position -> values.add(row.getValue(position)));
    return Bytes.concat(table, order.sortKey(values));
  }
}
