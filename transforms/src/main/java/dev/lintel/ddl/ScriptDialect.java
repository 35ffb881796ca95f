package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.DdlStatement.Kind;
import java.util.List;

/** Finds out in which dialect a script is written. */
public final class ScriptDialect {

  private ScriptDialect() {}

  /**
   * Returns the dialect in which more of the script's tables can be read; GoogleSQL if there is no
   * difference, as in a script without tables.
   */
  public static Dialect of(String ddl) {
    return readableTables(ddl, Dialect.POSTGRESQL)
            > readableTables(ddl, Dialect.GOOGLE_STANDARD_SQL)
        ? Dialect.POSTGRESQL
        : Dialect.GOOGLE_STANDARD_SQL;
  }

  private static long readableTables(String ddl, Dialect dialect) {
    List<DdlStatement> statements;
    try {
      statements = DdlScript.parse(ddl, dialect).getStatements();
    } catch (IllegalArgumentException e) {
      return 0;
    }
    return statements.stream()
        .filter(statement -> statement.getKind() == Kind.TABLE)
        .filter(ScriptDialect::isReadable)
        .count();
  }

  private static boolean isReadable(DdlStatement table) {
    try {
      TableReader.read(table);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
