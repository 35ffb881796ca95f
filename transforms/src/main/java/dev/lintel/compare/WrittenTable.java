package dev.lintel.compare;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.transforms.KeyParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the rows of one table with the mutations that have written or deleted them. Thread-safe.
 */
final class WrittenTable {
  private final Table table;
  private final KeyOrder order;
  private final ImmutableList<String> key;
  private final RowComparison comparison;

  WrittenTable(Dialect dialect, Table table) {
    this.table = table;
    this.order = KeyOrder.of(table);
    this.key = table.getPrimaryKey().stream().map(KeyPart::getColumn).collect(toImmutableList());
    this.comparison = RowComparison.of(TableComparison.of(dialect, table, dialect, table));
  }

  String name() {
    return table.getName();
  }

  /** Returns the columns to read, as the table spells them: the key, and all that are named. */
  ImmutableList<String> columns(Iterable<Mutation> rows) {
    Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    key.forEach(name -> columns.put(name, name));
    for (Mutation row : rows) {
      if (row.getOperation() == Mutation.Op.DELETE) {
        continue;
      }
      for (String name : row.getColumns()) {
        columns.computeIfAbsent(
            name, unused -> table.findColumn(name).map(Column::getName).orElse(name));
      }
    }
    return ImmutableList.copyOf(columns.values());
  }

  /** Returns the columns of the key. */
  ImmutableList<String> keyColumns() {
    return key;
  }

  /** Returns the key of a written row; empty if a part of it is not known before the commit. */
  Optional<Key> key(Mutation row) {
    Map<String, Value> values = values(row);
    Key.Builder built = Key.newBuilder();
    for (String column : key) {
      Value given = values.get(column);
      Value value = given == null ? null : WrittenValue.as(type(column), given).orElse(null);
      if (value == null || value.isCommitTimestamp()) {
        return Optional.empty();
      }
      built.appendObject(KeyParts.of(value));
    }
    return Optional.of(built.build());
  }

  /** Returns what is equal for two rows if and only if their keys are. */
  ByteString place(Mutation row) {
    return ByteString.copyFrom(order.sortKey(row));
  }

  /** As {@link #place(Mutation)}, of a whole key. */
  ByteString place(Key whole) {
    return ByteString.copyFrom(order.sortKey(whole));
  }

  /** As {@link #place(Mutation)}, of a row that has the columns of the key. */
  ByteString place(Struct row) {
    List<Value> parts = new ArrayList<>();
    key.forEach(column -> parts.add(row.getValue(column)));
    return ByteString.copyFrom(order.sortKey(parts));
  }

  /** Returns the columns in which a row differs from what was written, in their order. */
  List<String> differences(Mutation written, Struct row) {
    List<String> different = new ArrayList<>();
    values(written)
        .forEach(
            (name, value) -> {
              Column column = table.findColumn(name).orElseThrow();
              if (!isEqual(column.getType(), value, row.getValue(column.getName()))) {
                different.add(column.getName());
              }
            });
    return different;
  }

  private boolean isEqual(Type type, Value written, Value read) {
    Value value = WrittenValue.as(type, written).orElse(null);
    return value != null && (value.isCommitTimestamp() || comparison.areEqual(type, value, read));
  }

  private Type type(String column) {
    return table.findColumn(column).orElseThrow().getType();
  }

  private static Map<String, Value> values(Mutation row) {
    Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(row.asMap());
    return values;
  }
}
