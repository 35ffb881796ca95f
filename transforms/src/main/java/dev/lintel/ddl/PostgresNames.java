package dev.lintel.ddl;

import java.nio.charset.StandardCharsets;

/** The limit of names in PostgreSQL. Pure functions. */
final class PostgresNames {

  /** NAMEDATALEN - 1 of PostgreSQL. */
  private static final int MAX_BYTES = 63;

  private PostgresNames() {}

  /** Returns true if PostgreSQL keeps all of a name that a statement has. */
  static boolean fits(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  /** Cuts a name as PostgreSQL does: to as many characters as fit. */
  static String cut(String name) {
    String cut = name;
    while (!fits(cut)) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }
}
