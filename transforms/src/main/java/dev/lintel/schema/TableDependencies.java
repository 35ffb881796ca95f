package dev.lintel.schema;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables that each table depends on: its parent and the tables that it references. */
final class TableDependencies {

  private final ImmutableMap<String, ImmutableSortedSet<String>> dependencies;

  private TableDependencies(ImmutableMap<String, ImmutableSortedSet<String>> dependencies) {
    this.dependencies = dependencies;
  }

  static TableDependencies of(DatabaseSchema schema) {
    Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    schema.getTables().forEach(table -> spelling.put(table.getName(), table.getName()));
    ImmutableMap.Builder<String, ImmutableSortedSet<String>> dependencies = ImmutableMap.builder();
    for (Table table : schema.getTables()) {
      Set<String> needed = new TreeSet<>();
      table.getParent().map(spelling::get).ifPresent(needed::add);
      for (ForeignKey key : table.getForeignKeys()) {
        String referenced = spelling.get(key.getReferencedTable());
        if (referenced != null) {
          needed.add(referenced);
        }
      }
      needed.remove(table.getName());
      dependencies.put(table.getName(), ImmutableSortedSet.copyOf(needed));
    }
    return new TableDependencies(dependencies.buildOrThrow());
  }

  /**
   * Returns the selected tables that a table depends on, directly or through tables that are not
   * selected.
   */
  Set<String> within(Set<String> selected, String table) {
    Set<String> found = new TreeSet<>();
    for (String reached : paths(selected, table).keySet()) {
      if (selected.contains(reached) && !reached.equals(table)) {
        found.add(reached);
      }
    }
    return found;
  }

  /** Returns these tables and all tables that depend on one of them, directly or through others. */
  Set<String> withDependents(Set<String> tables) {
    Set<String> found = new TreeSet<>(tables);
    boolean grown = !found.isEmpty();
    while (grown) {
      grown = false;
      for (var entry : dependencies.entrySet()) {
        if (!Collections.disjoint(entry.getValue(), found)) {
          grown |= found.add(entry.getKey());
        }
      }
    }
    return found;
  }

  /**
   * Finds a cycle among tables, each of which depends on at least one of the others.
   *
   * @param unsettled for each of these tables, the selected tables that it depends on
   */
  List<String> cycle(Map<String, Set<String>> unsettled) {
    Deque<String> trail = new ArrayDeque<>();
    String next = unsettled.keySet().iterator().next();
    while (!trail.contains(next)) {
      trail.addLast(next);
      next = unsettled.get(next).stream().filter(unsettled::containsKey).findFirst().orElseThrow();
    }
    while (!trail.getFirst().equals(next)) {
      trail.removeFirst();
    }
    List<String> tables = new ArrayList<>(trail);
    int first = tables.indexOf(new TreeSet<>(tables).first());
    Collections.rotate(tables, -first);
    List<String> cycle = new ArrayList<>();
    cycle.add(tables.get(0));
    for (int i = 0; i < tables.size(); i++) {
      String target = tables.get((i + 1) % tables.size());
      cycle.addAll(path(unsettled.keySet(), tables.get(i), target));
    }
    return cycle;
  }

  /** Returns the path from one table to another, without its start. */
  private List<String> path(Set<String> selected, String from, String to) {
    Map<String, String> previous = paths(selected, from);
    Deque<String> path = new ArrayDeque<>();
    for (String at = to; at != null && !at.equals(from); at = previous.get(at)) {
      path.addFirst(at);
    }
    return List.copyOf(path);
  }

  /**
   * Returns every table reachable from one table, with the table before it on the path. Paths end
   * at selected tables.
   */
  private Map<String, String> paths(Set<String> selected, String from) {
    Map<String, String> previous = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      String table = open.removeFirst();
      for (String needed : dependencies.getOrDefault(table, ImmutableSortedSet.of())) {
        if (previous.putIfAbsent(needed, table) == null && !selected.contains(needed)) {
          open.addLast(needed);
        }
      }
    }
    return previous;
  }
}
