package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Quotes and finds names of database objects. Thread-safe. */
public final class Identifiers {

  private Identifiers() {}

  /**
   * Quotes one name, such as that of a column, for the dialect. Whatever the name holds, it is one
   * token of SQL, so that a name that comes from a file cannot be more than a name.
   */
  public static String quote(Dialect dialect, String name) {
    return dialect == Dialect.POSTGRESQL
        ? '"' + name.replace("\"", "\"\"") + '"'
        : '`' + escaped(name) + '`';
  }

  /** GoogleSQL has the escape sequences of its strings within quoted names, too. */
  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("`", "\\`").replace("\n", "\\n").replace("\r", "\\r");
  }

  /**
   * Quotes the name of an object: the schema, if there is one, and the bare name separately.
   * Spanner allows no dots in either.
   */
  public static String quoteQualified(Dialect dialect, String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? quote(dialect, name)
        : quote(dialect, name.substring(0, dot)) + "." + quote(dialect, name.substring(dot + 1));
  }

  /**
   * Finds an object by name: in this spelling or, if there is none, in any letter case. The exact
   * spelling comes first, because PostgreSQL names may differ by case only.
   */
  public static <T> Optional<T> find(
      Collection<T> objects, Function<T, String> nameOf, String name) {
    return objects.stream()
        .filter(object -> nameOf.apply(object).equals(name))
        .findFirst()
        .or(
            () ->
                objects.stream()
                    .filter(object -> nameOf.apply(object).equalsIgnoreCase(name))
                    .findFirst());
  }
}
