package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The SQL that reads the rows of a table that are copied. */
final class CopiedRows {
  private CopiedRows() {}

  /**
   * A query of the rows.
   *
   * @param list what is selected
   * @param where the condition on the rows; null for all of them
   */
  static String query(Dialect dialect, String list, Table table, @Nullable String where) {
    String sql =
        "SELECT %s FROM %s".formatted(list, Identifiers.quoteQualified(dialect, table.getName()));
    // The line ends before the parenthesis, as the condition may end with a comment.
    return where == null ? sql : sql + " WHERE (" + where + "\n)";
  }
}
