package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Index;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The columns of a table to look up, by its primary key or by an index. Immutable.
 *
 * @param columns empty for all readable columns
 */
record LookupTarget(String table, @Nullable String indexOrNull, ImmutableList<String> columns)
    implements Serializable {

  /**
   * How to read the columns.
   *
   * @param columns the columns of the resulting rows
   * @param reads one or two reads: first of the index, if there is one, then of the table, if there
   *     is no index or it lacks some of the columns
   */
  record Plan(ImmutableList<String> columns, ImmutableList<Read> reads) {}

  /**
   * One read by keys.
   *
   * @param index null for the primary key
   * @param key the columns to read by, in the order of the key
   * @param order decides whether two keys are the same
   * @param columns the columns to read, those of the key first
   */
  record Read(
      String table,
      @Nullable String index,
      ImmutableList<String> key,
      KeyOrder order,
      ImmutableList<String> columns) {

    static Read of(Table table, @Nullable String index, List<KeyPart> key, List<String> columns) {
      List<String> names = key.stream().map(KeyPart::getColumn).toList();
      Set<String> all = new LinkedHashSet<>(names);
      all.addAll(columns);
      return new Read(
          table.getName(),
          index,
          ImmutableList.copyOf(names),
          KeyOrder.of(table, key),
          ImmutableList.copyOf(all));
    }
  }

  /**
   * Returns the plan for a database.
   *
   * @throws IllegalArgumentException if it has no such table, index or column
   */
  Plan plan(DatabaseSchema schema) {
    Table known =
        schema
            .findTable(table)
            .orElseThrow(() -> new IllegalArgumentException("There is no table " + table));
    ImmutableList<String> wanted =
        columns.isEmpty()
            ? known.getColumns().stream()
                .filter(Column::isReadable)
                .map(Column::getName)
                .collect(ImmutableList.toImmutableList())
            : columns.stream()
                .map(column -> column(known, column))
                .collect(ImmutableList.toImmutableList());
    Read byKey = Read.of(known, null, known.getPrimaryKey(), wanted);
    if (indexOrNull == null) {
      return new Plan(wanted, ImmutableList.of(byKey));
    }
    Index index = index(known);
    List<String> primaryKey = known.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
    boolean covers =
        wanted.stream()
            .allMatch(
                column ->
                    index.covers(column) || primaryKey.stream().anyMatch(column::equalsIgnoreCase));
    return covers
        ? new Plan(
            wanted, ImmutableList.of(Read.of(known, index.getName(), index.getKeyParts(), wanted)))
        : new Plan(
            wanted,
            ImmutableList.of(
                Read.of(known, index.getName(), index.getKeyParts(), primaryKey), byKey));
  }

  private static String column(Table table, String name) {
    return table
        .findColumn(name)
        .map(Column::getName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Table " + table.getName() + " has no column " + name));
  }

  private Index index(Table known) {
    Optional<Index> index =
        known.getIndexes().stream()
            .filter(candidate -> candidate.getName().equalsIgnoreCase(indexOrNull))
            .findFirst();
    checkArgument(index.isPresent(), "Table %s has no index %s", known.getName(), indexOrNull);
    return index.orElseThrow();
  }
}
