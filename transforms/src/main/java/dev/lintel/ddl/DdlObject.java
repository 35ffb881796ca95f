package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import java.util.Locale;
import java.util.Optional;

/**
 * Identifies an object that DDL creates. PostgreSQL names keep their case, GoogleSQL names are in
 * lower case.
 *
 * @param table the table of a column or constraint; else empty
 * @param name the name; for a constraint without a name, its condition
 */
record DdlObject(DdlStatement.Kind kind, String table, String name) {

  static DdlObject of(Dialect dialect, DdlStatement.Kind kind, String table, String name) {
    return new DdlObject(kind, fold(dialect, table), fold(dialect, name));
  }

  boolean belongsTo(DdlObject owner) {
    return owner.kind() == DdlStatement.Kind.TABLE && owner.name().equals(table);
  }

  /** Returns the named schema of the object, which the emulator leaves out of a database's DDL. */
  Optional<DdlObject> schema() {
    int dot = table.isEmpty() ? name.indexOf('.') : -1;
    return dot < 0
        ? Optional.empty()
        : Optional.of(new DdlObject(DdlStatement.Kind.SCHEMA, "", name.substring(0, dot)));
  }

  private static String fold(Dialect dialect, String name) {
    return dialect == Dialect.POSTGRESQL ? name : name.toLowerCase(Locale.ROOT);
  }
}
