package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

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
  private final ImmutableList<ImmutableSet<String>> cycles;

  private LoadOrder(Map<String, Integer> levelByTable, List<ImmutableSet<String>> cycles) {
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
    this.cycles = ImmutableList.copyOf(cycles);
  }

  /** Returns the order of all tables of a database. See {@link #of(DatabaseSchema, Collection)}. */
  public static LoadOrder of(DatabaseSchema schema) {
    return of(schema, names(schema));
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
    Dependents all = Dependents.of(schema, tables);
    LoadOrder order = all.order(group -> true);
    if (!order.cycles.isEmpty()) {
      throw new TableCycleException(all.cycleIn(order.cycles.get(0)));
    }
    return order;
  }

  /**
   * Returns the order of all tables of a database except those in a cycle and those that depend on
   * one.
   */
  public static LoadOrder withoutCycles(DatabaseSchema schema) {
    return Dependents.of(schema, names(schema)).order(group -> group.length == 1);
  }

  /**
   * Returns an order of some tables of a database, even if tables depend on each other: those of a
   * cycle are on one level, whether they are interleaved in each other or not. See {@link
   * #getCycles}.
   *
   * @param tables names of tables, in any letter case
   * @throws IllegalArgumentException if a table does not exist
   */
  public static LoadOrder withCycles(DatabaseSchema schema, Collection<String> tables) {
    return Dependents.of(schema, tables).order(group -> true);
  }

  /** Returns the order of all tables of a database. See {@link #withCycles}. */
  public static LoadOrder withCycles(DatabaseSchema schema) {
    return withCycles(schema, names(schema));
  }

  private static List<String> names(DatabaseSchema schema) {
    return schema.getTables().stream().map(Table::getName).toList();
  }

  /** Some tables, sorted by name, and the selected tables that each of them depends on. */
  private record Dependents(
      TableDependencies dependencies, List<String> tables, List<Set<String>> required) {

    static Dependents of(DatabaseSchema schema, Collection<String> names) {
      TableDependencies dependencies = TableDependencies.of(schema);
      Set<String> selected = new TreeSet<>();
      for (String name : names) {
        selected.add(
            schema
                .findTable(name)
                .orElseThrow(() -> new IllegalArgumentException("No such table: " + name))
                .getName());
      }
      return new Dependents(
          dependencies,
          List.copyOf(selected),
          selected.stream().map(table -> dependencies.within(selected, table)).toList());
    }

    /** The order without the groups that are not accepted, and without what depends on them. */
    LoadOrder order(Predicate<int[]> accepted) {
      Map<String, Integer> numbers = new HashMap<>();
      for (String table : tables) {
        numbers.put(table, numbers.size());
      }
      Map<String, Integer> levels = new HashMap<>();
      List<ImmutableSet<String>> cycles = new ArrayList<>();
      for (int[] group :
          DependencyOrder.groups(
              tables.size(), i -> required.get(i).stream().mapToInt(numbers::get).toArray())) {
        ImmutableSet<String> members =
            Arrays.stream(group).mapToObj(tables::get).collect(toImmutableSet());
        Set<String> before = new HashSet<>();
        Arrays.stream(group).forEach(i -> before.addAll(required.get(i)));
        before.removeAll(members);
        if (!accepted.test(group) || !levels.keySet().containsAll(before)) {
          continue;
        }
        int level = 1 + before.stream().mapToInt(levels::get).max().orElse(-1);
        members.forEach(table -> levels.put(table, level));
        if (group.length > 1) {
          cycles.add(members);
        }
      }
      return new LoadOrder(levels, cycles);
    }

    List<String> cycleIn(Set<String> group) {
      Map<String, Set<String>> within = new TreeMap<>();
      for (int i = 0; i < tables.size(); i++) {
        if (group.contains(tables.get(i))) {
          within.put(tables.get(i), required.get(i));
        }
      }
      return dependencies.cycle(within);
    }
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
   * Returns the groups of tables that depend on each other, sorted by name within a group; empty
   * unless the order is {@link #withCycles}. A table that references itself is no group.
   */
  public ImmutableList<ImmutableSet<String>> getCycles() {
    return cycles;
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
