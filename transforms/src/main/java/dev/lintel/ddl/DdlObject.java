package dev.lintel.ddl;

import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.ForeignKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Identifies an object that DDL creates. PostgreSQL names keep their case, GoogleSQL names are in
 * lower case.
 *
 * @param kind OTHER for what has no kind of its own: an option of the database, a synonym, a row
 *     deletion policy, a column of an index, a statement of which nothing is known
 * @param table the table of a column, constraint, synonym or row deletion policy, the index of its
 *     column; else empty
 * @param name the name; for a constraint without a name, its condition; for OTHER, what it is
 */
record DdlObject(Kind kind, String table, String name) {

  private static final String FOREIGN_KEY = "FOREIGN KEY %s REFERENCES %s %s";

  static DdlObject of(Dialect dialect, Kind kind, String table, String name) {
    return new DdlObject(kind, fold(dialect, table), fold(dialect, name));
  }

  /** A statement of which nothing is known: a server has run it if it prints it. */
  static DdlObject ofText(List<DdlToken> statement) {
    return new DdlObject(
        Kind.OTHER, "", statement.stream().map(DdlToken::normalized).collect(joining(" ")));
  }

  /** A table has at most one policy, whatever it says. */
  static DdlObject rowDeletionPolicy(Dialect dialect, String table) {
    return new DdlObject(Kind.OTHER, fold(dialect, table), "ROW DELETION POLICY");
  }

  static DdlObject synonym(Dialect dialect, String table, String name) {
    return new DdlObject(Kind.OTHER, fold(dialect, table), "SYNONYM " + fold(dialect, name));
  }

  /** A search index gets columns after it was created. */
  static DdlObject indexedColumn(Dialect dialect, String index, String column) {
    return new DdlObject(Kind.OTHER, fold(dialect, index), "COLUMN " + fold(dialect, column));
  }

  static DdlObject storedColumn(Dialect dialect, String index, String column) {
    return new DdlObject(Kind.OTHER, fold(dialect, index), "STORING " + fold(dialect, column));
  }

  /** Returns what a foreign key requires, in a form that is the same for equal keys. */
  static String foreignKey(ForeignKey key) {
    return FOREIGN_KEY.formatted(
        key.getColumns(), key.getReferencedTable(), key.getReferencedColumns());
  }

  boolean belongsTo(DdlObject owner) {
    return (owner.kind() == Kind.TABLE || owner.kind() == Kind.INDEX) && owner.name().equals(table);
  }

  /** Returns the object after a table got another name, with both names as objects have them. */
  DdlObject renamed(String from, String to) {
    if (kind == Kind.TABLE) {
      return name.equals(from) ? new DdlObject(kind, table, to) : this;
    }
    String owner = table.equals(from) ? to : table;
    String renamed =
        kind == Kind.CONSTRAINT
            ? name.replace("] references " + from + " [", "] references " + to + " [")
                .replace("] REFERENCES " + from + " [", "] REFERENCES " + to + " [")
            : name;
    return new DdlObject(kind, owner, renamed);
  }

  /** Returns the named schema of the object, which the emulator leaves out of a database's DDL. */
  Optional<DdlObject> schema() {
    int dot = table.isEmpty() ? name.indexOf('.') : -1;
    return dot < 0 || kind == Kind.OTHER
        ? Optional.empty()
        : Optional.of(new DdlObject(Kind.SCHEMA, "", name.substring(0, dot)));
  }

  static String fold(Dialect dialect, String name) {
    return dialect == Dialect.POSTGRESQL ? name : name.toLowerCase(Locale.ROOT);
  }
}
