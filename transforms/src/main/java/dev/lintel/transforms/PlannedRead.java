package dev.lintel.transforms;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.ByteString;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How the rows of a {@link DeclaredRead} are read. Immutable.
 *
 * @param key the columns of the primary key
 * @param wanted the columns of the rows that the user gets, by the names that the user gives them
 * @param columns the names of the columns to read, those of the key first
 * @param deletedWith the names of the tables of which a row that is deleted or replaced may take
 *     rows of this one along
 */
record PlannedRead(
    Table table,
    KeyOrder order,
    ImmutableList<Column> key,
    ImmutableMap<String, Column> wanted,
    ImmutableList<String> columns,
    RpcLockHint lock,
    ImmutableSet<String> deletedWith) {

  /**
   * Returns the plan for a schema.
   *
   * @throws IllegalArgumentException if it has no such table or column
   */
  static PlannedRead of(DeclaredRead<?> read, DatabaseSchema schema) {
    LookupTarget.Read byKey =
        new LookupTarget(read.table(), null, read.columns()).plan(schema).reads().get(0);
    Table table = schema.findTable(read.table()).orElseThrow();
    Map<String, Column> wanted = new LinkedHashMap<>();
    read.columns().forEach(name -> wanted.put(name, column(table, name)));
    Set<String> deletedWith = new HashSet<>();
    addReferenced(schema, table, deletedWith);
    return new PlannedRead(
        table,
        byKey.order(),
        byKey.key().stream().map(name -> column(table, name)).collect(toImmutableList()),
        ImmutableMap.copyOf(wanted),
        byKey.columns(),
        read.lock(),
        ImmutableSet.copyOf(deletedWith));
  }

  private static Column column(Table table, String name) {
    return table.findColumn(name).orElseThrow();
  }

  /** Adds parents and referenced tables, because both may delete rows ON DELETE CASCADE. */
  private static void addReferenced(DatabaseSchema schema, Table table, Set<String> found) {
    List<String> direct = new ArrayList<>();
    table.getParent().ifPresent(direct::add);
    table.getForeignKeys().stream().map(ForeignKey::getReferencedTable).forEach(direct::add);
    for (String name : direct) {
      if (found.add(name)) {
        schema.findTable(name).ifPresent(next -> addReferenced(schema, next, found));
      }
    }
  }

  /**
   * Returns the place of a row by its whole key.
   *
   * @throws IllegalArgumentException if it is no key of the table; the message has no values
   */
  ByteString placeOf(Key asked) {
    List<@Nullable Object> unused = KeyContents.of(table.getName(), key, asked);
    return ByteString.copyFrom(order.sortKey(asked));
  }

  /** Returns the place of a row that was read. */
  ByteString placeOf(ResultSet row) {
    List<Value> parts = new ArrayList<>(key.size());
    for (int i = 0; i < key.size(); i++) {
      parts.add(row.getValue(i));
    }
    return ByteString.copyFrom(order.sortKey(parts));
  }

  /** Returns the wanted columns of a row that was read. */
  Struct wantedOf(ResultSet row) {
    Struct.Builder struct = Struct.newBuilder();
    wanted.forEach(
        (name, column) -> struct.set(name).to(row.getValue(columns.indexOf(column.getName()))));
    return struct.build();
  }
}
