package dev.lintel.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.RowLinks.Link;
import dev.lintel.schema.RowLinks.Target;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The tables whose rows may have to wait for other rows, although the tables are written in the
 * right order. These are the tables that reference themselves, those in a cycle of references, and
 * all tables that depend on one of them. Immutable and thread-safe.
 */
public final class RowDependencies implements Serializable {

  private final NameMap<RowLinks> tables;

  private RowDependencies(NameMap<RowLinks> tables) {
    this.tables = tables;
  }

  /** Returns how the rows of this table depend on others; null if they never have to wait. */
  public @Nullable RowLinks find(String table) {
    return tables.find(table);
  }

  /**
   * Returns the dependencies of a schema.
   *
   * @param order the order of its tables without cycles
   */
  public static RowDependencies of(DatabaseSchema schema, LoadOrder order) {
    Set<String> ordered = Set.copyOf(order.getTables());
    Set<String> orderedByRows = new TreeSet<>();
    for (Table table : schema.getTables()) {
      if (table.isSelfReferencing() || !ordered.contains(table.getName())) {
        orderedByRows.add(table.getName());
      }
    }
    Set<String> waiting = TableDependencies.of(schema).withDependents(orderedByRows);
    return new RowDependencies(
        NameMap.of(
            waiting, name -> name, new Builder(schema, waiting, orderedByRows).build()::get));
  }

  /** Collects the links of all waiting tables, so that both ends of a link have the same target. */
  private static final class Builder {
    private final DatabaseSchema schema;
    private final Set<String> waiting;
    private final Set<String> orderedByRows;
    private final Map<List<String>, Link> targets = new LinkedHashMap<>();
    private final Map<String, List<Link>> provided = new HashMap<>();
    private final Map<String, List<Link>> needed = new HashMap<>();

    Builder(DatabaseSchema schema, Set<String> waiting, Set<String> orderedByRows) {
      this.schema = schema;
      this.waiting = waiting;
      this.orderedByRows = orderedByRows;
    }

    Map<String, RowLinks> build() {
      Map<String, Link> keys = new HashMap<>();
      for (String name : waiting) {
        Table table = schema.findTable(name).orElseThrow();
        keys.put(name, target(table, table.getPrimaryKey()));
        table.getParent().flatMap(schema::findTable).ifPresent(parent -> needParent(table, parent));
        for (ForeignKey key : table.getForeignKeys()) {
          schema
              .findTable(key.getReferencedTable())
              .ifPresent(referenced -> need(table, key, referenced));
        }
      }
      Map<String, RowLinks> links = new HashMap<>();
      for (String name : waiting) {
        links.put(
            name,
            new RowLinks(
                orderedByRows.contains(name),
                keys.get(name),
                provided.getOrDefault(name, List.of()),
                needed.getOrDefault(name, List.of()),
                chosenByServer(schema.findTable(name).orElseThrow())));
      }
      return links;
    }

    private static ImmutableSet<String> chosenByServer(Table table) {
      Set<String> columns = new HashSet<>();
      for (Column column : table.getColumns()) {
        if (column.getSource() != Column.Source.WRITER) {
          columns.add(column.getName());
        }
      }
      return ImmutableSet.copyOf(columns);
    }

    private void needParent(Table table, Table parent) {
      List<String> columns =
          table.getPrimaryKey().stream()
              .limit(parent.getPrimaryKey().size())
              .map(KeyPart::getColumn)
              .toList();
      need(table, columns, parent, parent.getPrimaryKey());
    }

    private void need(Table table, ForeignKey key, Table referenced) {
      List<String> names = key.getReferencedColumns();
      List<KeyPart> primary = referenced.getPrimaryKey();
      boolean isPrimary = primary.stream().map(KeyPart::getColumn).toList().equals(names);
      need(
          table,
          key.getColumns(),
          referenced,
          isPrimary ? primary : names.stream().map(KeyPart::ascending).toList());
    }

    private void need(Table table, List<String> columns, Table other, List<KeyPart> otherColumns) {
      if (waiting.contains(other.getName())) {
        Link link = target(other, otherColumns);
        needed
            .computeIfAbsent(table.getName(), unused -> new ArrayList<>())
            .add(new Link(ImmutableList.copyOf(columns), link.target()));
      }
    }

    /** Returns these columns of a table as a target, the same one for the same columns. */
    private Link target(Table table, List<KeyPart> columns) {
      List<String> names = columns.stream().map(KeyPart::getColumn).toList();
      List<String> id = new ArrayList<>(names);
      id.add(0, table.getName());
      return targets.computeIfAbsent(
          id,
          unused -> {
            var target = new Target(targets.size(), KeyOrder.of(table, columns));
            var link = new Link(ImmutableList.copyOf(names), target);
            provided.computeIfAbsent(table.getName(), name -> new ArrayList<>()).add(link);
            return link;
          });
    }
  }
}
