package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/**
 * The words and symbols of a piece of SQL, such as a condition, without its comments and without
 * the contents of its literals. Immutable and thread-safe.
 */
public final class SqlText {
  private final ImmutableList<DdlToken> tokens;

  private SqlText(ImmutableList<DdlToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a piece of SQL.
   *
   * @throws IllegalArgumentException if a literal, a quoted identifier or a comment does not end;
   *     the message has its line
   */
  public static SqlText of(String sql, Dialect dialect) {
    return new SqlText(DdlLexer.tokens(sql, dialect));
  }

  /** Returns true if it has nothing but comments and white space. */
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Returns true if it has a semicolon, so that it is not one expression or statement. */
  public boolean hasSemicolon() {
    return tokens.stream().anyMatch(token -> token.isSymbol(";"));
  }

  /**
   * Returns true if each closing parenthesis closes one that was opened, and all are closed: then
   * parentheses around the text enclose all of it.
   */
  public boolean isBalanced() {
    int open = 0;
    for (DdlToken token : tokens) {
      if (token.isSymbol("(")) {
        open++;
      } else if (token.isSymbol(")") && --open < 0) {
        return false;
      }
    }
    return open == 0;
  }

  /** Returns the first word in upper case; empty if the text begins with something else. */
  public Optional<String> firstWord() {
    return tokens.stream()
        .findFirst()
        .filter(token -> token.kind() == DdlToken.Kind.WORD)
        .map(token -> token.text().toUpperCase(Locale.ROOT));
  }

  /** Returns true if an identifier of the text is that name, in any letter case. */
  public boolean hasIdentifier(String name) {
    return tokens.stream()
        .anyMatch(token -> token.isIdentifier() && token.text().equalsIgnoreCase(name));
  }
}
