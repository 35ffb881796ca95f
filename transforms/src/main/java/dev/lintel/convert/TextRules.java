package dev.lintel.convert;

/** What fields of text files are by themselves, whatever patterns and spellings are given. */
public enum TextRules {
  /**
   * An empty field is an empty value in a STRING or BYTES column, and null in any other. A field of
   * a TIMESTAMP column is of the pattern, if there is one.
   */
  PLAIN,
  /**
   * As Google's text import of Spanner reads them. An empty field is null in every column. An
   * integer in a TIMESTAMP column is in microseconds since the start of 1970, also beside a
   * pattern. A date may end in {@code 00:00:00}, unless there is a pattern.
   */
  GOOGLE
}
