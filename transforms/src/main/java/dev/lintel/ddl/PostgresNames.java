package dev.lintel.ddl;

import java.nio.charset.StandardCharsets;

/** The limit of names in PostgreSQL. Pure functions. */
final class PostgresNames {

  /** NAMEDATALEN - 1 of PostgreSQL. */
  private static final int MAX_BYTES = 63;

  /** No char of a string takes more in UTF-8. */
  private static final int MAX_BYTES_OF_CHAR = 3;

  private PostgresNames() {}

  /** Returns true if PostgreSQL keeps all of a name that a statement has. */
  static boolean fits(String name) {
    return cut(name).length() == name.length();
  }

  /** Cuts a name as PostgreSQL does: to as many characters as fit. */
  static String cut(String name) {
    if (name.length() <= MAX_BYTES / MAX_BYTES_OF_CHAR) {
      return name;
    }
    int end = 0;
    int bytes = 0;
    while (end < name.length()) {
      int character = name.codePointAt(end);
      bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        break;
      }
      end += Character.charCount(character);
    }
    return name.substring(0, end);
  }
}
