package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.lintel.schema.InformationSchema.Row;
import java.util.List;

/**
 * Reads primary keys and secondary indexes from the views {@code indexes} and {@code
 * index_columns}.
 */
final class IndexRows {

  private static final String PRIMARY_KEY = "PRIMARY_KEY";

  private final ImmutableListMultimap<String, KeyPart> primaryKeys;
  private final ImmutableListMultimap<String, Index> secondary;

  private IndexRows(
      ImmutableListMultimap<String, KeyPart> primaryKeys,
      ImmutableListMultimap<String, Index> secondary) {
    this.primaryKeys = primaryKeys;
    this.secondary = secondary;
  }

  static IndexRows read(InformationSchema views) {
    ImmutableList<Row> columns =
        ImmutableList.sortedCopyOf(
            comparing((Row row) -> row.number("ordinal_position").orElse(Long.MAX_VALUE)),
            views.rows("index_columns"));
    ImmutableListMultimap<String, KeyPart> primaryKeys =
        columns.stream()
            .filter(row -> row.text("index_type").equals(PRIMARY_KEY))
            .collect(toImmutableListMultimap(views::tableName, IndexRows::keyPart));
    ImmutableListMultimap<List<String>, Row> columnsOfIndex =
        columns.stream()
            .collect(
                toImmutableListMultimap(
                    row -> List.of(views.tableName(row), row.text("index_name")), row -> row));
    ImmutableListMultimap<String, Index> secondary =
        views.rows("indexes").stream()
            .filter(row -> !row.text("index_type").equals(PRIMARY_KEY))
            .sorted(comparing((Row row) -> row.text("index_name")))
            .collect(
                toImmutableListMultimap(
                    views::tableName,
                    row ->
                        index(
                            views,
                            row,
                            columnsOfIndex.get(
                                List.of(views.tableName(row), row.text("index_name"))))));
    return new IndexRows(primaryKeys, secondary);
  }

  ImmutableList<KeyPart> primaryKey(String table) {
    return primaryKeys.get(table);
  }

  ImmutableList<Index> secondary(String table) {
    return secondary.get(table);
  }

  private static Index index(InformationSchema views, Row row, List<Row> columns) {
    return Index.builder()
        .setName(views.qualify(row.text("table_schema"), row.text("index_name")))
        .setKeyParts(
            columns.stream()
                .filter(column -> column.number("ordinal_position").isPresent())
                .map(IndexRows::keyPart)
                .collect(toImmutableList()))
        .setStoredColumns(
            columns.stream()
                .filter(column -> column.number("ordinal_position").isEmpty())
                .map(column -> column.text("column_name"))
                .sorted()
                .collect(toImmutableList()))
        .setUnique(row.flag("is_unique"))
        .setNullFiltered(row.flag("is_null_filtered"))
        .setManaged(row.flag("spanner_is_managed"))
        .build();
  }

  /** PostgreSQL spells the order with the place of nulls: {@code DESC NULLS LAST}. */
  private static KeyPart keyPart(Row row) {
    return KeyPart.of(
        row.text("column_name"),
        row.text("column_ordering").startsWith("DESC") ? KeyPart.Order.DESC : KeyPart.Order.ASC);
  }
}
