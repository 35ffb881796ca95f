package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.DependencyOrder;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which of some rows depend on which others of them: on the row of the same key that came
 * before, on the parent row, and on the rows that their foreign keys reference. Names are those of
 * the schema. Thread-safe.
 */
final class RowReferences {

  /** The columns of a table by which its rows are found. */
  private record Target(String table, List<String> columns) {}

  /** Columns whose values are those of a target, in the target's order. */
  private record Reference(List<String> columns, Target target) {}

  /** What is known of one table. */
  private record Node(Target key, List<Reference> references) {}

  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<Target, KeyOrder> orders = new HashMap<>();
  private final Map<String, Set<Target>> targets = new HashMap<>();

  RowReferences(DatabaseSchema schema) {
    for (Table table : schema.getTables()) {
      List<String> key = table.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
      List<Reference> references = new ArrayList<>();
      table
          .getParent()
          .flatMap(schema::findTable)
          .ifPresent(parent -> references.add(toParent(key, parent)));
      for (ForeignKey foreignKey : table.getForeignKeys()) {
        schema
            .findTable(foreignKey.getReferencedTable())
            .ifPresent(
                other ->
                    references.add(
                        new Reference(
                            foreignKey.getColumns(),
                            target(other, foreignKey.getReferencedColumns()))));
      }
      nodes.put(table.getName(), new Node(target(table, key), references));
    }
  }

  private Reference toParent(List<String> key, Table parent) {
    List<String> parentKey = parent.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
    return new Reference(key.subList(0, parentKey.size()), target(parent, parentKey));
  }

  private Target target(Table table, List<String> columns) {
    Target target = new Target(table.getName(), columns);
    orders.computeIfAbsent(
        target, unused -> KeyOrder.of(table, columns.stream().map(KeyPart::ascending).toList()));
    targets.computeIfAbsent(table.getName(), unused -> new LinkedHashSet<>()).add(target);
    return target;
  }

  /**
   * Returns the rows in groups. Each group comes after the groups that its rows depend on, and the
   * rows of a group, which need each other, are in the order given.
   *
   * @param dependencies see {@link #dependencies}
   */
  static List<int[]> inOrder(int[][] dependencies) {
    return DependencyOrder.groups(dependencies.length, i -> dependencies[i]);
  }

  /** Returns for each row the numbers of the rows that it depends on. */
  int[][] dependencies(List<Mutation> rows) {
    List<Map<String, Value>> values = rows.stream().map(RowReferences::valuesOf).toList();
    Map<Target, Map<ByteBuffer, List<Integer>>> index = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      for (Target target : targets.getOrDefault(rows.get(i).getTable(), Set.of())) {
        List<Value> key = find(target.columns(), values.get(i));
        if (key != null) {
          index
              .computeIfAbsent(target, unused -> new HashMap<>())
              .computeIfAbsent(place(target, key), unused -> new ArrayList<>(1))
              .add(i);
        }
      }
    }
    int[][] dependencies = new int[rows.size()][];
    for (int i = 0; i < dependencies.length; i++) {
      dependencies[i] = dependencies(i, rows.get(i).getTable(), values.get(i), index);
    }
    return dependencies;
  }

  private int[] dependencies(
      int row,
      String table,
      Map<String, Value> values,
      Map<Target, Map<ByteBuffer, List<Integer>>> index) {
    Node node = nodes.get(table);
    if (node == null) {
      return new int[0];
    }
    Set<Integer> needed = new LinkedHashSet<>();
    // Writes of one key stay together: the last of them has to win, whatever becomes of the first.
    needed.addAll(rowsAt(node.key(), find(node.key().columns(), values), index));
    for (Reference reference : node.references()) {
      List<Value> key = find(reference.columns(), values);
      // A null references no row.
      if (key != null && key.stream().noneMatch(Value::isNull)) {
        needed.addAll(rowsAt(reference.target(), key, index));
      }
    }
    needed.remove(row);
    return needed.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<Integer> rowsAt(
      Target target, List<Value> key, Map<Target, Map<ByteBuffer, List<Integer>>> index) {
    return key == null
        ? List.of()
        : index.getOrDefault(target, Map.of()).getOrDefault(place(target, key), List.of());
  }

  private ByteBuffer place(Target target, List<Value> key) {
    return ByteBuffer.wrap(orders.get(target).sortKey(key));
  }

  /** Returns the values of these columns; null if the row does not name all of them. */
  private static List<Value> find(List<String> columns, Map<String, Value> values) {
    List<Value> found = new ArrayList<>(columns.size());
    for (String column : columns) {
      Value value = values.get(column);
      if (value == null) {
        return null;
      }
      found.add(value);
    }
    return found;
  }

  private static Map<String, Value> valuesOf(Mutation row) {
    if (row.getOperation() == Mutation.Op.DELETE) {
      throw new IllegalArgumentException("A delete has no place among rows that are written");
    }
    return row.asMap();
  }
}
