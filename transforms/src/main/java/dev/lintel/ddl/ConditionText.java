package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the text of a condition on the rows of a table. Pure functions. */
public final class ConditionText {
  private static final ImmutableSet<String> WRITING =
      ImmutableSet.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "REPLACE",
          "TRUNCATE",
          "CREATE",
          "ALTER",
          "DROP",
          "GRANT",
          "REVOKE",
          "CALL",
          "BEGIN",
          "COMMIT");

  private ConditionText() {}

  /**
   * Returns why a text cannot be a condition, as far as it shows without a database: it is empty, a
   * statement, more than one expression, or it names no column of the table. Empty if there is no
   * reason; whether it is valid SQL, only Spanner knows.
   */
  public static Optional<String> problem(String where, Dialect dialect, Table table) {
    SqlText text;
    try {
      text = SqlText.of(where, dialect);
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    } else if (text.hasSemicolon()) {
      return Optional.of("it has a semicolon; it is one condition, without anything after it");
    } else if (text.firstWord().filter(WRITING::contains).isPresent()) {
      return Optional.of(
          "it begins with %s; give a condition, as it comes after WHERE, and not a statement"
              .formatted(text.firstWord().get()));
    } else if (!text.isBalanced()) {
      return Optional.of("its parentheses do not match");
    } else if (table.getColumns().stream()
        .noneMatch(column -> text.hasIdentifier(column.getName()))) {
      return Optional.of(
          "it names no column of table %s, which has %s"
              .formatted(
                  table.getName(),
                  table.getColumns().stream()
                      .map(Column::getName)
                      .collect(Collectors.joining(", "))));
    }
    return Optional.empty();
  }
}
