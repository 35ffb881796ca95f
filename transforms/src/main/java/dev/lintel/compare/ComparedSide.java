package dev.lintel.compare;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.Serializable;

/**
 * A table on one side of a {@link TableComparison}. Immutable.
 *
 * @param dialect the dialect of its database
 * @param table the table, with its name and key as that database spells them
 * @param columns the columns that are compared; the same number on both sides, in the same order
 */
public record ComparedSide(Dialect dialect, Table table, ImmutableList<Column> columns)
    implements Serializable {

  /** Returns the names of the compared columns, in their order. */
  public ImmutableList<String> columnNames() {
    return columns.stream().map(Column::getName).collect(ImmutableList.toImmutableList());
  }

  /** Returns the position of each key column among the compared columns, in key order. */
  ImmutableList<Integer> keyPositions() {
    return table.getPrimaryKey().stream()
        .map(KeyPart::getColumn)
        .map(this::position)
        .collect(ImmutableList.toImmutableList());
  }

  private int position(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).getName().equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The key column %s is not compared".formatted(column));
  }

  /** Returns the quoted name of the table. */
  String quotedTable() {
    return Identifiers.quoteQualified(dialect, table.getName());
  }

  /** Returns the quoted name of a compared column. */
  String quoted(int position) {
    return Identifiers.quote(dialect, columns.get(position).getName());
  }
}
