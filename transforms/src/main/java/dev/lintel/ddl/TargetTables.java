package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.TranslatedSchema.Part;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/** The tables of the source, and what they are in the destination. Immutable. */
final class TargetTables {

  private final DatabaseSchema destination;
  private final ImmutableList<TargetTable> selected;

  /**
   * @param destination the tables that are there already
   * @param parts the tables that are wanted
   */
  TargetTables(DatabaseSchema destination, List<Part> parts) {
    this.destination = destination;
    this.selected =
        parts.stream()
            .map(part -> new TargetTable(part, destination.findTable(part.table())))
            .collect(toImmutableList());
  }

  /** Returns the tables that are wanted. */
  ImmutableList<TargetTable> selected() {
    return selected;
  }

  /** Returns a table that is wanted, or that the destination has in any case. */
  Optional<TargetTable> find(String name) {
    return selected.stream()
        .filter(table -> table.source().equals(name))
        .findFirst()
        .or(() -> destination.findTable(name).map(table -> unchanged(name, table)));
  }

  /** Returns the name that a table has in the destination. */
  String nameOf(String table) {
    return find(table).map(TargetTable::name).orElse(table);
  }

  private static TargetTable unchanged(String name, Table table) {
    return new TargetTable(
        new Part(
            name,
            table.getColumns().stream()
                .map(Column::getName)
                .collect(toImmutableMap(column -> column, column -> column))),
        Optional.of(table));
  }
}
