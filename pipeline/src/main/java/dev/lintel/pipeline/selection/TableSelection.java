package dev.lintel.pipeline.selection;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.TableDefinition;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which tables of a database a job takes. */
public final class TableSelection {
  private final DatabaseSchema schema;
  private final DatabaseDefinition definition;
  private final Choice choice;
  private final Problems problems;

  /**
   * What the options of a job say.
   *
   * @param names the value of {@code --tableNames}; null for all tables
   * @param isWithRelated whether the tables that these need are taken too
   * @param relatedOption the option that says so, with its hyphens
   * @param verb what the job does with a table: {@code export}
   * @param databaseOption the option that names the database, with its hyphens
   * @param isThere whether the job finds a table where it takes rows to; such a table needs no
   *     other, and others that need it have it
   */
  public record Choice(
      @Nullable String names,
      boolean isWithRelated,
      String relatedOption,
      String verb,
      String databaseOption,
      Predicate<String> isThere) {}

  private TableSelection(
      DatabaseSchema schema, DatabaseDefinition definition, Choice choice, Problems problems) {
    this.schema = schema;
    this.definition = definition;
    this.choice = choice;
    this.problems = problems;
  }

  /**
   * The tables that the options name, sorted by name; all if they name none.
   *
   * @param problems takes a database without tables, unknown names, tables that are needed and not
   *     named, and selected tables with a column that cannot be read
   */
  public static ImmutableList<Table> of(
      DatabaseSchema schema, DatabaseDefinition definition, Choice choice, Problems problems) {
    if (schema.getTables().isEmpty()) {
      problems.add(
          choice.databaseOption(),
          "the database has no tables, so there is nothing to " + choice.verb());
      return ImmutableList.of();
    }
    var selection = new TableSelection(schema, definition, choice, problems);
    ImmutableList<Table> selected =
        choice.names() == null ? schema.getTables() : selection.ofNames(choice.names());
    selected.forEach(selection::checkTypes);
    return selected;
  }

  private ImmutableList<Table> ofNames(String names) {
    Set<String> named = named(names);
    Set<String> all = new TreeSet<>(named);
    if (choice.isWithRelated()) {
      all.addAll(withNeeded(named));
    } else {
      checkNeeded(named);
    }
    return schema.getTables().stream()
        .filter(table -> all.contains(table.getName()))
        .collect(ImmutableList.toImmutableList());
  }

  private void checkTypes(Table table) {
    table.getColumns().stream()
        .filter(column -> !column.isTypeKnown())
        .filter(column -> column.getSource() != Column.Source.GENERATED)
        .forEach(
            column ->
                problems.add(
                    ("--tableNames: cannot %s table %s, because its column %s has the type %s,"
                            + " which this release does not read; name the other tables")
                        .formatted(
                            choice.verb(),
                            table.getName(),
                            column.getName(),
                            column.getTypeName())));
  }

  private Set<String> named(String tableNames) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : Splitter.on(',').trimResults().omitEmptyStrings().split(tableNames)) {
      Optional<Table> table = schema.findTable(name);
      if (table.isPresent()) {
        names.add(table.get().getName());
      } else {
        problems.add("--tableNames: the database has no table %s%s".formatted(name, nearest(name)));
      }
    }
    if (names.isEmpty() && problems.isEmpty()) {
      problems.add("--tableNames names no table");
    }
    return names;
  }

  private String nearest(String name) {
    return Nearest.to(name)
        .among(schema.getTables().stream().map(Table::getName).toList())
        .map(other -> "; did you mean " + other + "?")
        .orElse("");
  }

  private void checkNeeded(Set<String> named) {
    for (String name : named) {
      if (choice.isThere().test(name)) {
        continue;
      }
      Table table = schema.findTable(name).orElseThrow();
      Map<String, List<String>> keys = new LinkedHashMap<>();
      for (ForeignKey key : table.getForeignKeys()) {
        keys.computeIfAbsent(key.getReferencedTable(), unused -> new ArrayList<>())
            .add(key.getName());
      }
      Optional<String> parent = parent(table);
      parent
          .filter(needed -> !named.contains(needed) && !choice.isThere().test(needed))
          .ifPresent(needed -> problems.add(missing(name, "is interleaved in " + needed)));
      keys.forEach(
          (needed, constraints) -> {
            if (!named.contains(needed)
                && !choice.isThere().test(needed)
                && !parent.equals(Optional.of(needed))) {
              problems.add(
                  missing(
                      name,
                      "references %s (%s)".formatted(needed, String.join(", ", constraints))));
            }
          });
    }
  }

  private String missing(String table, String need) {
    return "--tableNames: %s %s, which is not named; name it, or give %s"
        .formatted(table, need, choice.relatedOption());
  }

  private Set<String> withNeeded(Set<String> named) {
    Set<String> all = new LinkedHashSet<>(named);
    Deque<String> open = new ArrayDeque<>(named);
    while (!open.isEmpty()) {
      for (String needed : needs(schema.findTable(open.remove()).orElseThrow())) {
        if (all.add(needed)) {
          open.add(needed);
        }
      }
    }
    return all;
  }

  /** With INTERLEAVE IN no row needs a parent row, but the table needs the other one. */
  private Optional<String> parent(Table table) {
    return definition
        .findTable(table.getName())
        .flatMap(TableDefinition::getInterleave)
        .map(TableDefinition.Interleave::parent)
        .or(table::getParent);
  }

  private List<String> needs(Table table) {
    List<String> needs = new ArrayList<>();
    parent(table).ifPresent(needs::add);
    table.getForeignKeys().forEach(key -> needs.add(key.getReferencedTable()));
    return needs;
  }

  /**
   * Adds a problem for each table that was created or changed after the snapshot: its DDL is the
   * current one, so the table of the snapshot has to be the current one.
   *
   * @param then the tables as of the snapshot
   * @param snapshotTime as the option gives it
   */
  public static void checkUnchanged(
      List<Table> tables, DatabaseSchema then, String snapshotTime, Problems problems) {
    for (Table table : tables) {
      boolean same =
          then.findTable(table.getName())
              .filter(before -> before.getColumns().equals(table.getColumns()))
              .filter(before -> before.getPrimaryKey().equals(table.getPrimaryKey()))
              .isPresent();
      if (!same) {
        problems.add(
            "--snapshotTime: table %s was created or changed after %s; take a later time, or leave"
                    .formatted(table.getName(), snapshotTime)
                + " it out with --tableNames");
      }
    }
  }
}
