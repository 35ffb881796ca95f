package dev.lintel.transforms;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.MutationWeights;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The table to delete from. Immutable.
 *
 * @param key the columns of the primary key
 * @param weight what the delete of one row counts against the limit of a commit, without children
 * @param cascaded the tables whose rows are deleted along
 * @param ordered whether the delete of one row may have to wait for that of another, because rows
 *     of these tables reference each other
 */
record DeleteTarget(
    Dialect dialect,
    Table table,
    KeyOrder order,
    ImmutableList<Column> key,
    long weight,
    ImmutableList<Cascaded> cascaded,
    boolean ordered) {

  /**
   * A table that is interleaved in the target with ON DELETE CASCADE, directly or through others.
   *
   * @param weight what the delete of one of its rows counts
   */
  record Cascaded(Table table, long weight) {}

  /**
   * Returns the target.
   *
   * @throws IllegalArgumentException if the database has no such table
   */
  static DeleteTarget of(DatabaseSchema schema, String name) {
    Table table =
        schema
            .findTable(name)
            .orElseThrow(() -> new IllegalArgumentException("There is no table " + name));
    MutationWeights weights = MutationWeights.of(schema);
    List<Cascaded> cascaded = new ArrayList<>();
    addCascaded(schema, table, weights, cascaded);
    Set<String> tables = new HashSet<>();
    tables.add(table.getName());
    cascaded.forEach(child -> tables.add(child.table().getName()));
    return new DeleteTarget(
        schema.getDialect(),
        table,
        KeyOrder.of(table),
        table.getPrimaryKey().stream()
            .map(part -> table.findColumn(part.getColumn()).orElseThrow())
            .collect(toImmutableList()),
        weightOfOne(weights, table),
        ImmutableList.copyOf(cascaded),
        schema.getTables().stream()
            .filter(each -> tables.contains(each.getName()))
            .flatMap(each -> each.getForeignKeys().stream())
            .anyMatch(foreignKey -> tables.contains(foreignKey.getReferencedTable())));
  }

  private static void addCascaded(
      DatabaseSchema schema, Table parent, MutationWeights weights, List<Cascaded> found) {
    for (Table child : schema.getTables()) {
      if (child.getParent().filter(parent.getName()::equals).isPresent()
          && child.getOnDelete().filter(Table.OnDelete.CASCADE::equals).isPresent()) {
        found.add(new Cascaded(child, weightOfOne(weights, child)));
        addCascaded(schema, child, weights, found);
      }
    }
  }

  private static long weightOfOne(MutationWeights weights, Table table) {
    return weights.weigh(Mutation.delete(table.getName(), Key.of()));
  }

  /**
   * Returns the key in the form that this package compares and asks for.
   *
   * @throws IllegalArgumentException if it is no key of the table; the message says why, without
   *     the values
   */
  TargetKey keyOf(PendingKey pending) {
    Key asked = pending.key();
    List<@Nullable Object> contents = KeyContents.of(table.getName(), key, asked);
    return new TargetKey(pending, ByteString.copyFrom(order.sortKey(asked)), contents);
  }

  /** Returns the names of the primary key's columns. */
  ImmutableList<String> keyColumns() {
    return table.getPrimaryKey().stream().map(KeyPart::getColumn).collect(toImmutableList());
  }
}
