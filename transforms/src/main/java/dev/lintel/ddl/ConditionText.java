package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/** Checks the text of a condition on the rows of a table. Pure functions. */
public final class ConditionText {

  private ConditionText() {}

  /**
   * Returns why a text cannot be a condition, as far as it shows without a database: it is empty,
   * it is more than one expression, or it names no column of the table. Empty if there is no
   * reason; whether it is valid SQL, only Spanner knows.
   */
  public static Optional<String> problem(String sql, Dialect dialect, Table table) {
    List<DdlToken> tokens;
    try {
      tokens = DdlLexer.tokens(sql, dialect);
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
    if (tokens.isEmpty()) {
      return Optional.of("the condition is empty");
    }
    int depth = 0;
    boolean namesColumn = false;
    for (DdlToken token : tokens) {
      switch (token.kind()) {
        case SYMBOL -> {
          if (token.text().equals(";")) {
            return Optional.of("a condition has no semicolon, it is not a statement");
          }
          depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
          if (depth < 0) {
            return Optional.of("a parenthesis is closed that is not open");
          }
        }
        case WORD, QUOTED_IDENTIFIER -> namesColumn |= table.findColumn(token.text()).isPresent();
        default -> {}
      }
    }
    if (depth > 0) {
      return Optional.of("a parenthesis is open that is not closed");
    }
    return namesColumn
        ? Optional.empty()
        : Optional.of("the condition names no column of table " + table.getName());
  }
}
