package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.common.collect.Iterables;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPartContent;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads keys as those of a table. Pure. */
final class KeyContents {
  private KeyContents() {}

  /**
   * Returns the parts of a whole primary key, as objects of their columns' types; null for NULL.
   *
   * @param columns the columns of the primary key
   * @throws IllegalArgumentException if it is no key of the table; the message says why, without
   *     the values
   */
  static List<@Nullable Object> of(String table, List<Column> columns, Key key) {
    if (key.size() != columns.size()) {
      throw new IllegalArgumentException(
          "The key has %d parts, but the primary key of %s has %d: %s"
              .formatted(
                  key.size(),
                  table,
                  columns.size(),
                  String.join(", ", Iterables.transform(columns, Column::getName))));
    }
    List<@Nullable Object> contents = new ArrayList<>(columns.size());
    int i = 0;
    for (Object part : key.getParts()) {
      Column column = columns.get(i++);
      contents.add(
          part == null
              ? null
              : KeyPartContent.of(column.getType().getCode(), part)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "A part of the key is not of the type of %s, which is %s"
                                  .formatted(column.getName(), column.getTypeName()))));
    }
    return contents;
  }
}
