package dev.lintel.schema;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/** The weights of the columns and indexes of one table. Immutable. */
final class TableWeights implements Serializable {

  /** Whether a column is in the primary key, and the indexes that contain it. */
  private record ColumnUse(boolean isKey, BitSet indexes) implements Serializable {}

  /** A column that is not in the schema; Spanner will reject a write that names it. */
  private static final ColumnUse UNKNOWN = new ColumnUse(false, new BitSet());

  private final int keyColumns;
  private final NameMap<ColumnUse> columns;

  /** For each index, the number of columns of a new entry. */
  private final ImmutableList<Integer> entryColumns;

  private final long allEntryColumns;

  /** The indexes on generated columns, which an update may change without naming the columns. */
  private final BitSet alwaysTouched = new BitSet();

  TableWeights(Table table) {
    this.keyColumns = table.getPrimaryKey().size();
    ImmutableList.Builder<Integer> sizes = ImmutableList.builder();
    for (Index index : table.getIndexes()) {
      sizes.add(entryColumns(table, index));
    }
    this.entryColumns = sizes.build();
    this.allEntryColumns = entryColumns.stream().mapToLong(Integer::longValue).sum();

    this.columns =
        NameMap.of(table.getColumns(), Column::getName, column -> use(table, column.getName()));
    for (Column column : table.getColumns()) {
      if (!column.isWritable()) {
        alwaysTouched.or(find(column.getName()).indexes());
      }
    }
  }

  private static ColumnUse use(Table table, String column) {
    boolean isKey =
        table.getPrimaryKey().stream().anyMatch(k -> k.getColumn().equalsIgnoreCase(column));
    BitSet indexes = new BitSet();
    for (int i = 0; i < table.getIndexes().size(); i++) {
      indexes.set(i, table.getIndexes().get(i).covers(column));
    }
    return new ColumnUse(isKey, indexes);
  }

  private static int entryColumns(Table table, Index index) {
    Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    index.getKeyParts().forEach(part -> columns.add(part.getColumn()));
    columns.addAll(index.getStoredColumns());
    table.getPrimaryKey().forEach(part -> columns.add(part.getColumn()));
    return columns.size();
  }

  long insert(Iterable<String> columns) {
    return affected(columns) + allEntryColumns;
  }

  long upsert(Iterable<String> columns) {
    return insert(columns) + entryColumns.size();
  }

  long update(Iterable<String> columns) {
    if (entryColumns.isEmpty()) {
      return affected(columns);
    }
    BitSet touched = (BitSet) alwaysTouched.clone();
    for (String column : columns) {
      ColumnUse use = find(column);
      // An update cannot change the key, so a key column affects no index.
      if (!use.isKey()) {
        touched.or(use.indexes());
      }
    }
    long weight = affected(columns);
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      weight += 1 + entryColumns.get(i);
    }
    return weight;
  }

  /** Returns the weight of deleting one row. */
  long delete() {
    return 1 + (long) entryColumns.size();
  }

  private long affected(Iterable<String> columns) {
    long affected = keyColumns;
    for (String column : columns) {
      if (!find(column).isKey()) {
        affected++;
      }
    }
    return Math.max(1, affected);
  }

  private ColumnUse find(String name) {
    ColumnUse use = columns.find(name);
    return use == null ? UNKNOWN : use;
  }
}
