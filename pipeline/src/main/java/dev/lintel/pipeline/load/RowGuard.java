package dev.lintel.pipeline.load;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.ConversionException;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Refuses rows of one table that the table could hold, but whose writing would double rows or
 * delete others, unless the user has agreed to that. Thread-safe.
 *
 * <p>A key that the server makes, from a default, a sequence, an identity or the commit timestamp,
 * differs each time the row is sent. Writes are delivered at least once, so such a row can be
 * inserted more than once.
 */
public final class RowGuard {
  private final Table table;
  private final ImmutableList<Column> serverMade;
  private final ImmutableList<Column> timestamps;
  private final ImmutableList<String> replacedChildren;

  private RowGuard(
      Table table,
      List<Column> serverMade,
      List<Column> timestamps,
      ImmutableList<String> replacedChildren) {
    this.table = table;
    this.serverMade = ImmutableList.copyOf(serverMade);
    this.timestamps = ImmutableList.copyOf(timestamps);
    this.replacedChildren = replacedChildren;
  }

  /** The guard of a table whose rows are written with that operation. */
  public static RowGuard of(
      DatabaseSchema schema, Table table, Mutation.Op operation, Consent agreedTo) {
    List<Column> key =
        operation == Mutation.Op.UPDATE || agreedTo.generatedKeys()
            // An update without its key is refused in any case.
            ? List.of()
            : table.getPrimaryKey().stream()
                .map(KeyPart::getColumn)
                .flatMap(name -> table.findColumn(name).stream())
                .toList();
    return new RowGuard(
        table,
        key.stream().filter(column -> column.getSource() == Column.Source.DEFAULT).toList(),
        key.stream().filter(Column::isCommitTimestampAllowed).toList(),
        operation == Mutation.Op.REPLACE && !agreedTo.replacedChildren()
            ? cascadingTables(schema, table)
            : ImmutableList.of());
  }

  /** The tables whose rows go with a row: those of its children, and those that reference it. */
  private static ImmutableList<String> cascadingTables(DatabaseSchema schema, Table table) {
    return schema.getTables().stream()
        .filter(other -> isCascadingChild(other, table) || references(other, table))
        .map(Table::getName)
        .collect(toImmutableList());
  }

  private static boolean isCascadingChild(Table child, Table parent) {
    return child.getParent().filter(parent.getName()::equals).isPresent()
        && child.getOnDelete().orElseThrow() == OnDelete.CASCADE;
  }

  private static boolean references(Table other, Table table) {
    return other.getForeignKeys().stream()
        .anyMatch(
            key ->
                key.getReferencedTable().equals(table.getName())
                    && key.getOnDelete() == OnDelete.CASCADE);
  }

  /** The reason why no row of the table may be written with the operation, if there is one. */
  public Optional<String> problemOfTable() {
    return replacedChildren.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "replacing a row of table %s deletes its rows in %s"
                .formatted(table.getName(), String.join(", ", replacedChildren)));
  }

  /** Whether {@link #problemOf} looks at the rows of this table at all. */
  public boolean looksAtRows() {
    return !serverMade.isEmpty() || !timestamps.isEmpty();
  }

  /** The reason why a row must not be written, if it is one of its own. */
  public Optional<String> problemOf(Mutation row) {
    if (!looksAtRows()) {
      return Optional.empty();
    }
    Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(row.asMap());
    return serverMade.stream()
        .filter(column -> !values.containsKey(column.getName()))
        .map(
            column ->
                "no value for the key column %s of table %s, so the server would make another key each time the row is sent"
                    .formatted(column.getName(), table.getName()))
        .findFirst()
        .or(
            () ->
                timestamps.stream()
                    .filter(column -> values.containsKey(column.getName()))
                    .filter(column -> values.get(column.getName()).isCommitTimestamp())
                    .map(
                        column ->
                            "the key column %s of table %s is the commit timestamp, so the key would be another one each time the row is sent"
                                .formatted(column.getName(), table.getName()))
                    .findFirst());
  }

  /**
   * Returns the row.
   *
   * @throws ConversionException if it must not be written
   */
  public Mutation checked(Mutation row) {
    problemOfTable()
        .or(() -> problemOf(row))
        .ifPresent(
            problem -> {
              throw ConversionException.ofRow(problem);
            });
    return row;
  }
}
