package dev.lintel.convert;

/** How an ARRAY is written in a text file. */
public enum ArrayText {
  /** A JSON array, such as {@code ["a", null]}; its elements are as in JSON Lines. */
  JSON,
  /**
   * As PostgreSQL writes arrays: {@code {a,NULL,"b, c"}}. In double quotes, a backslash removes the
   * special meaning of the next character. The elements are written as fields are.
   */
  BRACES,
  /**
   * As DuckDB writes lists: {@code [a, NULL, 'b, c']}. In single quotes, a backslash removes the
   * special meaning of the next character. The elements are written as fields are.
   */
  BRACKETS
}
