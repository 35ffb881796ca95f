package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order in which tables can be loaded: parents before their interleaved children, referenced
 * tables before the tables that reference them. The reverse order is for deleting. Immutable.
 *
 * <p>The order consists of levels. A table depends only on tables of lower levels, so the tables of
 * one level can be loaded at the same time.
 */
public final class LoadOrder {

  private final ImmutableList<ImmutableList<String>> levels;
  private final ImmutableMap<String, Integer> levelByTable;

  private LoadOrder(Map<String, Integer> levelByTable) {
    List<List<String>> byLevel = new ArrayList<>();
    new TreeMap<>(levelByTable)
        .forEach(
            (table, level) -> {
              while (byLevel.size() <= level) {
                byLevel.add(new ArrayList<>());
              }
              byLevel.get(level).add(table);
            });
    this.levels = byLevel.stream().map(ImmutableList::copyOf).collect(toImmutableList());
    this.levelByTable = ImmutableMap.copyOf(levelByTable);
  }

  /** Returns the order of all tables of a database. See {@link #of(DatabaseSchema, Collection)}. */
  public static LoadOrder of(DatabaseSchema schema) {
    return of(schema, schema.getTables().stream().map(Table::getName).toList());
  }

  /**
   * Returns the order of some tables of a database. Dependencies through tables that are not
   * selected count. A table that references itself is no cycle.
   *
   * @param tables names of tables, in any letter case
   * @throws TableCycleException if tables depend on each other; it names them
   * @throws IllegalArgumentException if a table does not exist
   */
  public static LoadOrder of(DatabaseSchema schema, Collection<String> tables) {
    TableDependencies dependencies = TableDependencies.of(schema);
    Set<String> selected = new TreeSet<>();
    for (String table : tables) {
      selected.add(
          schema
              .findTable(table)
              .orElseThrow(() -> new IllegalArgumentException("No such table: " + table))
              .getName());
    }
    Map<String, Set<String>> required = new TreeMap<>();
    for (String table : selected) {
      required.put(table, dependencies.within(selected, table));
    }
    Map<String, Integer> levels = new HashMap<>();
    while (levels.size() < required.size()) {
      int settled = levels.size();
      required.forEach(
          (table, needed) -> {
            if (!levels.containsKey(table) && levels.keySet().containsAll(needed)) {
              levels.put(table, 1 + needed.stream().mapToInt(levels::get).max().orElse(-1));
            }
          });
      if (levels.size() == settled) {
        required.keySet().removeAll(levels.keySet());
        throw new TableCycleException(dependencies.cycle(required));
      }
    }
    return new LoadOrder(levels);
  }

  /**
   * Returns the order of all tables of a database except those in a cycle and those that depend on
   * one.
   */
  public static LoadOrder withoutCycles(DatabaseSchema schema) {
    TableDependencies dependencies = TableDependencies.of(schema);
    Set<String> all = new TreeSet<>();
    schema.getTables().forEach(table -> all.add(table.getName()));
    Set<String> ordered = new TreeSet<>(all);
    while (true) {
      try {
        return of(schema, ordered);
      } catch (TableCycleException e) {
        ordered.removeAll(e.getCycle());
        boolean removed;
        do {
          // A table that depends on a removed table is removed too.
          removed =
              ordered.removeIf(table -> !ordered.containsAll(dependencies.within(all, table)));
        } while (removed);
      }
    }
  }

  /**
   * Returns an order of all tables of a database, even if tables depend on each other: the foreign
   * keys between the tables of a cycle do not count, all others do. Interleaved tables always come
   * after their parents.
   */
  public static LoadOrder withCycles(DatabaseSchema schema) {
    DatabaseSchema left = schema;
    while (true) {
      try {
        return of(left);
      } catch (TableCycleException e) {
        left = withoutForeignKeys(left, Set.copyOf(e.getCycle()));
      }
    }
  }

  /** Returns the schema without the foreign keys between these tables. */
  private static DatabaseSchema withoutForeignKeys(DatabaseSchema schema, Set<String> tables) {
    return DatabaseSchema.of(
        schema.getDialect(),
        schema.getTables().stream()
            .map(
                table ->
                    tables.contains(table.getName())
                        ? table.toBuilder()
                            .setForeignKeys(
                                table.getForeignKeys().stream()
                                    .filter(key -> !tables.contains(key.getReferencedTable()))
                                    .toList())
                            .build()
                        : table)
            .toList());
  }

  /**
   * Returns the tables of each level, those without dependencies first; sorted by name within a
   * level.
   */
  public ImmutableList<ImmutableList<String>> getLevels() {
    return levels;
  }

  /** Returns all tables in the order of loading. */
  public ImmutableList<String> getTables() {
    return levels.stream().flatMap(List::stream).collect(toImmutableList());
  }

  /**
   * Returns the level of a table, from 0.
   *
   * @param table the name as the database spells it
   * @throws NoSuchElementException if the order does not contain the table
   */
  public int getLevel(String table) {
    Integer level = levelByTable.get(table);
    if (level == null) {
      throw new NoSuchElementException("Not among the ordered tables: " + table);
    }
    return level;
  }

  @Override
  public String toString() {
    return "LoadOrder" + levels;
  }
}
