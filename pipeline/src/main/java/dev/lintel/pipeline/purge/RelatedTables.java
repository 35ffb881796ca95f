package dev.lintel.pipeline.purge;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.DependencyOrder;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table whose rows are deleted, and the tables whose rows depend on them, directly or through
 * others. Immutable.
 *
 * @param tables the first is the one whose rows are asked for
 * @param dependencies in no order
 * @param order the tables whose rows are deleted, those first whose rows no others need
 */
record RelatedTables(
    ImmutableList<Table> tables,
    ImmutableList<Dependency> dependencies,
    ImmutableList<Integer> order)
    implements Serializable {

  /**
   * Finds the tables.
   *
   * @param includeChildren whether rows are deleted that the database does not delete by itself
   */
  static RelatedTables of(DatabaseSchema schema, Table table, boolean includeChildren) {
    List<Table> tables = new ArrayList<>(List.of(table));
    Map<String, Integer> numbers = new HashMap<>(Map.of(table.getName(), 0));
    List<Boolean> deleted = new ArrayList<>(List.of(true));
    List<Dependency> dependencies = new ArrayList<>();
    List<Integer> open = new ArrayList<>(List.of(0));
    for (int i = 0; i < open.size(); i++) {
      int on = open.get(i);
      for (Table other : schema.getTables()) {
        for (Dependency found : between(tables.get(on), on, other, includeChildren)) {
          Integer known = numbers.putIfAbsent(other.getName(), tables.size());
          int from = known == null ? tables.size() : known;
          if (known == null) {
            tables.add(other);
            deleted.add(false);
          }
          dependencies.add(
              new Dependency(
                  on,
                  from,
                  found.kind(),
                  found.isFollowed(),
                  found.columns(),
                  found.needed(),
                  found.name()));
          if (found.isFollowed() && !deleted.get(from)) {
            deleted.set(from, true);
            open.add(from);
          }
        }
      }
    }
    return ordered(ImmutableList.copyOf(tables), dependencies);
  }

  /** The dependencies of rows of a table, whose number is not known yet, on rows of another. */
  private static List<Dependency> between(
      Table needed, int on, Table table, boolean includeChildren) {
    List<Dependency> found = new ArrayList<>();
    if (table.getParent().filter(needed.getName()::equals).isPresent()) {
      boolean cascades = table.getOnDelete().orElseThrow() == Table.OnDelete.CASCADE;
      ImmutableList<String> key =
          needed.getPrimaryKey().stream().map(KeyPart::getColumn).collect(toImmutableList());
      found.add(
          new Dependency(
              on,
              -1,
              cascades ? Dependency.Kind.CASCADE : Dependency.Kind.NO_ACTION,
              cascades || includeChildren,
              table.getPrimaryKey().stream()
                  .limit(key.size())
                  .map(KeyPart::getColumn)
                  .collect(toImmutableList()),
              key,
              ""));
    }
    for (ForeignKey key : table.getForeignKeys()) {
      if (key.getReferencedTable().equals(needed.getName())) {
        found.add(
            new Dependency(
                on,
                -1,
                Dependency.Kind.REFERENCE,
                includeChildren,
                key.getColumns(),
                key.getReferencedColumns(),
                key.getName()));
      }
    }
    return found;
  }

  /**
   * Foreign keys by which tables reference each other, or a table itself, are not followed: there
   * is no order in which such rows could be deleted table by table.
   */
  private static RelatedTables ordered(ImmutableList<Table> tables, List<Dependency> dependencies) {
    List<int[]> groups =
        DependencyOrder.groups(
            tables.size(),
            table ->
                dependencies.stream()
                    .filter(dependency -> dependency.on() == table && dependency.isFollowed())
                    .mapToInt(Dependency::from)
                    .distinct()
                    .toArray());
    Map<Integer, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (int table : groups.get(i)) {
        groupOf.put(table, i);
      }
    }
    ImmutableList<Dependency> acyclic =
        dependencies.stream()
            .map(
                dependency ->
                    !dependency.isInterleaved()
                            && groupOf.get(dependency.on()).equals(groupOf.get(dependency.from()))
                        ? dependency.notFollowed()
                        : dependency)
            .collect(toImmutableList());
    ImmutableList<Integer> order =
        DependencyOrder.groups(
                tables.size(),
                table ->
                    acyclic.stream()
                        .filter(dependency -> dependency.on() == table && dependency.isFollowed())
                        .mapToInt(Dependency::from)
                        .distinct()
                        .toArray())
            .stream()
            .flatMapToInt(IntStream::of)
            .boxed()
            .filter(reached(acyclic)::contains)
            .collect(toImmutableList());
    return new RelatedTables(tables, acyclic, order);
  }

  private static Set<Integer> reached(List<Dependency> dependencies) {
    Set<Integer> reached = new LinkedHashSet<>(Set.of(0));
    Deque<Integer> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      int on = open.remove();
      for (Dependency dependency : dependencies) {
        if (dependency.on() == on && dependency.isFollowed() && reached.add(dependency.from())) {
          open.add(dependency.from());
        }
      }
    }
    return reached;
  }

  Table table(int number) {
    return tables.get(number);
  }

  String name(int number) {
    return tables.get(number).getName();
  }

  /** Those that rows of other tables, or other rows of the table, have on rows of this one. */
  List<Dependency> on(int table) {
    return dependencies.stream().filter(dependency -> dependency.on() == table).toList();
  }

  /** Those that rows of this table have on rows that are deleted. */
  List<Dependency> from(int table) {
    return dependencies.stream().filter(dependency -> dependency.from() == table).toList();
  }

  /** Whether there can be rows that stand in the way. */
  boolean mayBlock() {
    return dependencies.stream().anyMatch(dependency -> !dependency.isFollowed());
  }

  /** Whether a row can be found more than once, because it depends on several rows. */
  boolean mayRepeat() {
    return dependencies.stream().anyMatch(dependency -> !dependency.isInterleaved());
  }

  /**
   * Whether rows of this table may be needed by rows that are deleted in the same step or later, so
   * that the first attempt may come too early.
   */
  boolean isEntangled(int table) {
    return on(table).stream()
        .anyMatch(dependency -> !dependency.isFollowed() && order.contains(dependency.from()));
  }

  /**
   * Whether the rows of this table are deleted by the database, when the rows are deleted that they
   * are interleaved in.
   */
  boolean isCascaded(int table) {
    return table != 0
        && from(table).stream()
            .filter(Dependency::isFollowed)
            .allMatch(dependency -> dependency.kind() == Dependency.Kind.CASCADE);
  }

  /** The table whose rows are deleted with the rows of this one, which is cascaded. */
  int ownerOf(int cascaded) {
    int owner = cascaded;
    while (isCascaded(owner)) {
      owner =
          from(owner).stream()
              .filter(dependency -> dependency.kind() == Dependency.Kind.CASCADE)
              .findFirst()
              .orElseThrow()
              .on();
    }
    return owner;
  }
}
