package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.ValueToJson;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of some rows in the columns that could be keys. Not thread-safe. */
final class KeyTexts {
  /** The types of key columns that are likely; the others have few values, or inexact ones. */
  private static final ImmutableSet<Type.Code> KEY_TYPES =
      ImmutableSet.of(
          Type.Code.INT64,
          Type.Code.STRING,
          Type.Code.UUID,
          Type.Code.DATE,
          Type.Code.TIMESTAMP,
          Type.Code.NUMERIC);

  /** A longer text is no key: Spanner allows 8 KiB for a whole one. */
  private static final int LONGEST = 1_000;

  /** So many columns are looked at, from the first. */
  private static final int MOST_COLUMNS = 50;

  private final List<String> columns;
  private final List<Map<String, String>> rows = new ArrayList<>();

  KeyTexts(Table table) {
    this.columns =
        table.getColumns().stream()
            .filter(column -> KEY_TYPES.contains(column.getType().getCode()))
            .map(Column::getName)
            .limit(MOST_COLUMNS)
            .toList();
  }

  void add(Mutation row) {
    Map<String, String> texts = new HashMap<>();
    row.asMap()
        .forEach(
            (column, value) -> {
              if (!value.isNull() && columns.contains(column)) {
                String text = ValueToJson.convert(value).asText();
                if (text.length() <= LONGEST) {
                  texts.put(column, text);
                }
              }
            });
    rows.add(texts);
  }

  void addAll(KeyTexts other) {
    rows.addAll(other.rows);
  }

  /** How many rows were added. */
  int count() {
    return rows.size();
  }

  /** The columns that could be part of a key, in the order of the table. */
  List<String> columns() {
    return columns;
  }

  /** Whether no row has a null in the column. */
  boolean isComplete(String column) {
    return rows.stream().allMatch(row -> row.containsKey(column));
  }

  /** Whether the columns together are different in each row, and never null. */
  boolean isUnique(List<String> key) {
    Set<List<String>> seen = new HashSet<>();
    for (Map<String, String> row : rows) {
      if (!row.keySet().containsAll(key) || !seen.add(key.stream().map(row::get).toList())) {
        return false;
      }
    }
    return true;
  }
}
