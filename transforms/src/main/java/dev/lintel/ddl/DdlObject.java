package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import java.util.Locale;
import java.util.Optional;

/**
 * Identifies something that DDL creates. Names differ only by case in PostgreSQL, so there they are
 * kept and elsewhere in lower case.
 *
 * @param table of a column or constraint; else empty
 * @param name of a constraint without a name, what it demands
 */
record DdlObject(DdlStatement.Kind kind, String table, String name) {

  static DdlObject of(Dialect dialect, DdlStatement.Kind kind, String table, String name) {
    return new DdlObject(kind, fold(dialect, table), fold(dialect, name));
  }

  boolean belongsTo(DdlObject owner) {
    return owner.kind() == DdlStatement.Kind.TABLE && owner.name().equals(table);
  }

  /** The named schema that it must be in, which the emulator leaves out of a database's DDL. */
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
