package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;

/** Quotes names for DDL and SQL. Pure; safe to call from any thread. */
public final class Identifiers {

  private Identifiers() {}

  /** One name, such as that of a column, in the quotes of the dialect. */
  public static String quote(Dialect dialect, String name) {
    return dialect == Dialect.POSTGRESQL
        ? '"' + name.replace("\"", "\"\"") + '"'
        : '`' + name + '`';
  }

  /**
   * The name of an object: its schema, if it has one, and its bare name are quoted each. Spanner
   * allows no dots in either.
   */
  public static String quoteQualified(Dialect dialect, String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? quote(dialect, name)
        : quote(dialect, name.substring(0, dot)) + "." + quote(dialect, name.substring(dot + 1));
  }
}
