package dev.lintel.pipeline.copy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.ConditionText;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assigns the parts of a spec, and {@code --where}, to the tables that are copied. */
final class SpecTables {
  private final CopyOptions options;
  private final CopySpec spec;
  private final Dialect dialect;
  private final Problems problems;

  SpecTables(CopyOptions options, CopySpec spec, Dialect dialect, Problems problems) {
    this.options = options;
    this.spec = spec;
    this.dialect = dialect;
    this.problems = problems;
  }

  /** What the condition on the rows of a table is called in messages. */
  static String whereOf(TableShape shape) {
    return shape.isWhereOption() ? "--where" : TableShape.place(shape.source(), "where");
  }

  ImmutableList<TableShape> of(List<Table> tables) {
    Map<String, CopySpec.OfTable> byTable = new HashMap<>();
    spec.tables()
        .forEach(
            (name, ofTable) -> {
              Optional<Table> table = Identifiers.find(tables, Table::getName, name);
              if (table.isEmpty()) {
                problems.add(
                    "--spec",
                    "table \"%s\" is not copied%s".formatted(name, nearest(name, tables)));
              } else if (byTable.put(table.get().getName(), ofTable) != null) {
                problems.add("--spec", "table \"%s\" is there twice".formatted(name));
              }
            });
    if (options.getWhere() != null && tables.size() > 1) {
      problems.add(
          "--where",
          "it is for the rows of one table, and %d are copied; a spec has a condition for each"
              .formatted(tables.size()));
      return ImmutableList.of();
    }
    return tables.stream()
        .map(table -> shape(table, byTable.getOrDefault(table.getName(), CopySpec.OfTable.NOTHING)))
        .collect(toImmutableList());
  }

  private TableShape shape(Table table, CopySpec.OfTable ofTable) {
    CopySpec.OfTable of = ofTable;
    if (options.getWhere() != null) {
      if (ofTable.where() != null) {
        problems.add("--where", "the spec has a condition on the rows of this table, too");
      }
      of = ofTable.withWhere(options.getWhere());
    }
    TableShape shape = TableShape.of(table, of, options.getWhere() != null, problems);
    if (of.where() != null) {
      ConditionText.problem(of.where(), dialect, table)
          .ifPresent(problem -> problems.add(whereOf(shape), problem));
    }
    return shape;
  }

  private static String nearest(String name, List<Table> tables) {
    return Nearest.to(name)
        .among(tables.stream().map(Table::getName).toList())
        .map(other -> "; did you mean " + other + "?")
        .orElse("");
  }
}
