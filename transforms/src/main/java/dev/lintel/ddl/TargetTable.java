package dev.lintel.ddl;

import dev.lintel.ddl.TranslatedSchema.Part;
import dev.lintel.schema.Column;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Table;
import java.util.Optional;

/**
 * A table of the source, and what it is in the destination. Immutable.
 *
 * @param part the columns that it keeps
 * @param existing the table of the destination; empty if it is to be created
 */
record TargetTable(Part part, Optional<Table> existing) {

  /** The name that the table has in the source. */
  String source() {
    return part.table();
  }

  /** The name that the table has in the destination. */
  String name() {
    return existing.map(Table::getName).orElse(source());
  }

  boolean isCreated() {
    return existing.isEmpty();
  }

  /** The name that a column has in the destination; empty if the table does not have it there. */
  Optional<String> column(String column) {
    return part.name(column)
        .flatMap(
            name ->
                existing.isEmpty()
                    ? Optional.of(name)
                    : existing.get().findColumn(name).map(Column::getName));
  }

  boolean keeps(String column) {
    return column(column).isPresent();
  }

  /**
   * Whether the destination has an index of that name. The index of a table is in the schema of the
   * table, which a name may leave out.
   */
  boolean hasIndex(String index) {
    return existing.stream()
        .flatMap(table -> table.getIndexes().stream())
        .anyMatch(other -> bare(other.getName()).equalsIgnoreCase(bare(index)));
  }

  /** Whether the destination has a foreign key of that name. */
  boolean hasForeignKey(String name) {
    return !name.isEmpty()
        && existing.stream()
            .flatMap(table -> table.getForeignKeys().stream())
            .anyMatch(other -> other.getName().equalsIgnoreCase(name));
  }

  /**
   * Whether the destination has a foreign key of the same columns, under any name: who creates a
   * table by hand may leave the name to the server.
   *
   * @param key with the names that tables and columns have in the destination
   */
  boolean hasSame(ForeignKey key) {
    return existing.stream()
        .flatMap(table -> table.getForeignKeys().stream())
        .anyMatch(key::hasSameColumns);
  }

  private static String bare(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
