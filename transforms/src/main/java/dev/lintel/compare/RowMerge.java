package dev.lintel.compare;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.KeyOrder;
import dev.lintel.transforms.KeyParts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Merges the rows of the two sides of a table, each in the key order of the expected table, and
 * finds the rows that differ. Holds one row of each side at a time. Immutable and thread-safe.
 */
public final class RowMerge {
  private final String table;
  private final KeyOrder order;
  private final ImmutableList<Integer> keyPositions;
  private final RowComparison comparison;

  private RowMerge(TableComparison comparison) {
    this.table = comparison.getTable();
    this.order = comparison.keyOrder();
    this.keyPositions = comparison.getKeyPositions();
    this.comparison = RowComparison.of(comparison);
  }

  /** Returns the merge of the rows of a table. */
  public static RowMerge of(TableComparison comparison) {
    return new RowMerge(comparison);
  }

  /**
   * Merges the rows of both sides, which have the compared columns in their order.
   *
   * @param differences gets the rows that differ, in key order
   * @return how many rows there were
   * @throws IllegalStateException if the rows of a side are not in ascending key order, or two of
   *     them have the same key; the message names the table and the side
   */
  public RowCounts merge(
      Iterator<Struct> expected, Iterator<Struct> actual, Consumer<RowDifference> differences) {
    Cursor left = new Cursor("expected", expected);
    Cursor right = new Cursor("actual", actual);
    while (left.row != null || right.row != null) {
      int place = left.compareTo(right);
      if (place < 0) {
        differences.accept(RowDifference.missing(table, key(left.row), left.row));
      } else if (place > 0) {
        differences.accept(RowDifference.extra(table, key(right.row), right.row));
      } else {
        compare(left.row, right.row, differences);
      }
      if (place <= 0) {
        left.advance();
      }
      if (place >= 0) {
        right.advance();
      }
    }
    return new RowCounts(left.count, right.count);
  }

  private void compare(Struct expected, Struct actual, Consumer<RowDifference> differences) {
    List<Integer> positions = comparison.differences(expected, actual);
    if (!positions.isEmpty()) {
      differences.accept(RowDifference.changed(table, key(expected), expected, actual, positions));
    }
  }

  private Key key(Struct row) {
    Key.Builder key = Key.newBuilder();
    for (int position : keyPositions) {
      key.appendObject(KeyParts.of(row.getValue(position)));
    }
    return key.build();
  }

  /** The current row of one side. */
  private final class Cursor {
    private final String side;
    private final Iterator<Struct> rows;
    private @Nullable Struct row;
    private byte[] place = {};
    private long count;

    Cursor(String side, Iterator<Struct> rows) {
      this.side = side;
      this.rows = rows;
      advance();
    }

    void advance() {
      if (!rows.hasNext()) {
        row = null;
        return;
      }
      row = rows.next();
      byte[] next = place(row);
      if (count > 0 && KeyOrder.compare(place, next) >= 0) {
        throw new IllegalStateException(
            "The rows of %s on the %s side are not in ascending order of the key"
                .formatted(table, side));
      }
      place = next;
      count++;
    }

    private byte[] place(Struct row) {
      List<Value> key = new ArrayList<>(keyPositions.size());
      for (int position : keyPositions) {
        key.add(row.getValue(position));
      }
      return order.sortKey(key);
    }

    /** Compares the places of the rows; a side without a row comes last. */
    int compareTo(Cursor other) {
      if (row == null) {
        return other.row == null ? 0 : 1;
      }
      if (other.row == null) {
        return -1;
      }
      return KeyOrder.compare(place, other.place);
    }
  }
}
