package dev.lintel.pipeline.files;

/** What an escape character and the characters after it stand for. */
public enum EscapeSequences {
  /**
   * Before n, r, t, b, f and v, the control character of that name. Before the delimiter, the
   * qualifier, the escape character or a line break, that character. Before any other character,
   * both: {@code \N} and {@code \'} are two characters.
   */
  LETTERS,
  /**
   * As PostgreSQL's COPY writes and reads text: b, f, n, r, t and v are control characters, one to
   * three octal digits and {@code x} with one or two hexadecimal digits are a byte of UTF-8, and
   * any other character is itself.
   */
  POSTGRESQL,
  /**
   * As MySQL reads them: b, n, r and t are control characters, 0 is the character U+0000, Z is
   * U+001A, and any other character is itself. A carriage return that no line feed follows is part
   * of a field, because MySQL does not escape it.
   */
  MYSQL,
  /**
   * Within a qualified field, the qualifier and the escape character stand for themselves. Before
   * any other character, and in other fields, the escape character is one like any other.
   */
  QUALIFIER
}
