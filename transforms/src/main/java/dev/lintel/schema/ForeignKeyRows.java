package dev.lintel.schema;

import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Multimaps;
import dev.lintel.schema.InformationSchema.Row;
import dev.lintel.schema.Table.OnDelete;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads foreign keys from the views {@code referential_constraints}, {@code key_column_usage} and
 * {@code constraint_table_usage}.
 */
public final class ForeignKeyRows {

  /** The name of a constraint, which is unique within its schema. */
  private record Name(String schema, String name) {}

  /** The ordered columns of a constraint, and their table. */
  private record KeyColumns(Name constraint, String table, ImmutableList<Row> rows) {}

  private final ImmutableListMultimap<String, KeyColumns> byBareName;
  private final ImmutableSetMultimap<Name, String> referencedTables;

  private ForeignKeyRows(InformationSchema views) {
    views.ask("key_column_usage", "constraint_table_usage");
    this.byBareName = keyColumns(views);
    this.referencedTables =
        views.rows("constraint_table_usage").stream()
            .collect(
                ImmutableSetMultimap.toImmutableSetMultimap(
                    row -> new Name(row.text("constraint_schema"), row.text("constraint_name")),
                    views::tableName));
  }

  /**
   * Returns the foreign keys of each table, sorted by name.
   *
   * @throws IllegalStateException if the views do not show what a foreign key references
   */
  public static ImmutableListMultimap<String, ForeignKey> read(InformationSchema views) {
    ImmutableList<Row> constraints = views.rows("referential_constraints");
    ImmutableListMultimap.Builder<String, ForeignKey> keys = ImmutableListMultimap.builder();
    if (!constraints.isEmpty()) {
      ForeignKeyRows rows = new ForeignKeyRows(views);
      constraints.stream()
          .sorted(comparing((Row row) -> row.text("constraint_name")))
          .forEach(row -> rows.add(row, keys));
    }
    return keys.build();
  }

  private static ImmutableListMultimap<String, KeyColumns> keyColumns(InformationSchema views) {
    record Owner(Name constraint, String table) {}

    ImmutableListMultimap<Owner, Row> rows =
        views.rows("key_column_usage").stream()
            .sorted(comparing((Row row) -> row.number("ordinal_position").orElse(0)))
            .collect(
                toImmutableListMultimap(
                    row ->
                        new Owner(
                            new Name(row.text("constraint_schema"), row.text("constraint_name")),
                            views.tableName(row)),
                    row -> row));
    return Multimaps.index(
        rows.keySet().stream()
            .map(owner -> new KeyColumns(owner.constraint(), owner.table(), rows.get(owner)))
            .toList(),
        key -> key.constraint().name());
  }

  private void add(Row constraint, ImmutableListMultimap.Builder<String, ForeignKey> keys) {
    Name name = new Name(constraint.text("constraint_schema"), constraint.text("constraint_name"));
    KeyColumns referencing =
        byBareName.get(name.name()).stream()
            .filter(key -> key.constraint().equals(name))
            .findFirst()
            .orElseThrow(() -> unresolved(name, "the columns"));
    KeyColumns referenced =
        referenced(name, constraint).orElseThrow(() -> unresolved(name, "the referenced key"));
    List<String> columns = new ArrayList<>();
    List<String> referencedColumns = new ArrayList<>();
    for (Row column : referencing.rows()) {
      columns.add(column.text("column_name"));
      referencedColumns.add(
          matching(column, referenced.rows())
              .orElseThrow(() -> unresolved(name, "a referenced column"))
              .text("column_name"));
    }
    keys.put(
        referencing.table(),
        ForeignKey.of(name.name(), columns, referenced.table(), referencedColumns)
            .withOnDelete(
                constraint.text("delete_rule").equals("CASCADE")
                    ? OnDelete.CASCADE
                    : OnDelete.NO_ACTION));
  }

  /**
   * Finds the unique or primary key that a foreign key references: first by its bare name, then by
   * its schema, because the emulator reports the schema of the referencing table even if the
   * referenced table is in another.
   */
  private Optional<KeyColumns> referenced(Name foreignKey, Row constraint) {
    Collection<String> tables = referencedTables.get(foreignKey);
    List<KeyColumns> named =
        byBareName.get(constraint.text("unique_constraint_name")).stream()
            .filter(key -> tables.isEmpty() || tables.contains(key.table()))
            .toList();
    Name exact =
        new Name(
            constraint.text("unique_constraint_schema"), constraint.text("unique_constraint_name"));
    return named.stream()
        .filter(key -> key.constraint().equals(exact))
        .findFirst()
        .or(() -> named.size() == 1 ? named.stream().findFirst() : Optional.empty());
  }

  private static Optional<Row> matching(Row column, List<Row> referenced) {
    return column.number("position_in_unique_constraint").stream()
        .mapToObj(
            position ->
                referenced.stream()
                    .filter(row -> row.number("ordinal_position").orElse(-1) == position)
                    .findFirst())
        .findFirst()
        .flatMap(row -> row);
  }

  private static IllegalStateException unresolved(Name name, String what) {
    return new IllegalStateException(
        "INFORMATION_SCHEMA does not show %s of the foreign key %s".formatted(what, name.name()));
  }
}
