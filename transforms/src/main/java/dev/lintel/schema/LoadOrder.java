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
 * The order in which tables can be loaded: a parent before its interleaved children, a referenced
 * table before the one that references it. Deleting goes the other way round. Immutable.
 *
 * <p>The order is given as levels. A table needs only tables of lower levels, so those of one level
 * can be loaded at the same time.
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

  /** The order of all tables of a database. See {@link #of(DatabaseSchema, Collection)}. */
  public static LoadOrder of(DatabaseSchema schema) {
    return of(schema, schema.getTables().stream().map(Table::getName).toList());
  }

  /**
   * The order of some tables of a database. If one needs another by way of tables that are not
   * among them, that counts. A table that references itself does not count as a cycle.
   *
   * @param tables names of tables, in any case of letters
   * @throws TableCycleException if tables need each other; it names them
   * @throws IllegalArgumentException if the database has no such table
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
    Map<String, Set<String>> needs = new TreeMap<>();
    for (String table : selected) {
      needs.put(table, dependencies.within(selected, table));
    }
    Map<String, Integer> levels = new HashMap<>();
    while (levels.size() < needs.size()) {
      int settled = levels.size();
      needs.forEach(
          (table, needed) -> {
            if (!levels.containsKey(table) && levels.keySet().containsAll(needed)) {
              levels.put(table, 1 + needed.stream().mapToInt(levels::get).max().orElse(-1));
            }
          });
      if (levels.size() == settled) {
        needs.keySet().removeAll(levels.keySet());
        throw new TableCycleException(dependencies.cycle(needs));
      }
    }
    return new LoadOrder(levels);
  }

  /**
   * The order of all tables of a database but those of a cycle, and those that need one of them.
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
          // What needs a table that is out is out, too.
          removed =
              ordered.removeIf(table -> !ordered.containsAll(dependencies.within(all, table)));
        } while (removed);
      }
    }
  }

  /**
   * An order of all tables of a database, whatever references what: where tables need each other,
   * the foreign keys among those of a cycle do not count, and all others do. Interleaved tables
   * always come after their parents.
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

  /** The same tables without the foreign keys from one of these to another. */
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

  /** The tables of each level, those that need nothing first; sorted by name within a level. */
  public ImmutableList<ImmutableList<String>> getLevels() {
    return levels;
  }

  /** All tables in the order of loading. */
  public ImmutableList<String> getTables() {
    return levels.stream().flatMap(List::stream).collect(toImmutableList());
  }

  /**
   * The level of a table, from 0.
   *
   * @param table a name as the database spells it
   * @throws NoSuchElementException if the table is not among those ordered
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
