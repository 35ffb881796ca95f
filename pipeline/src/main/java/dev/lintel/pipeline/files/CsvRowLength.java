package dev.lintel.pipeline.files;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Gives a record the number of fields of its file, as far as the layout allows another one. */
final class CsvRowLength {
  private CsvRowLength() {}

  /**
   * Takes the field after a trailing delimiter from a row, and adds fields that are missing.
   *
   * @param columns how many columns the file has; 0 if that is not known
   */
  static void fit(List<@Nullable String> row, int columns, CsvLayout layout) {
    boolean oneMore = columns == 0 ? row.size() > 1 : row.size() == columns + 1;
    if (oneMore
        && layout.trailingDelimiter() == CsvLayout.TrailingDelimiter.IGNORED
        && isEmpty(row.get(row.size() - 1), layout)) {
      row.remove(row.size() - 1);
    }
    if (layout.fieldRules() == CsvLayout.FieldRules.GOOGLE) {
      while (row.size() < columns) {
        row.add(null);
      }
    }
  }

  /** A field that is the null string is not empty, unless the null string is. */
  private static boolean isEmpty(@Nullable String field, CsvLayout layout) {
    return field == null ? "".equals(layout.nullString()) : field.isEmpty();
  }
}
