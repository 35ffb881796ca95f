package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of DDL statements, separated by semicolons. Immutable.
 *
 * <p>Comments are removed, because not every server accepts them: {@code --} and {@code /* *}{@code
 * /} and, in GoogleSQL, {@code #}.
 */
public final class DdlScript {

  private final Dialect dialect;
  private final ImmutableList<DdlStatement> statements;

  private DdlScript(Dialect dialect, ImmutableList<DdlStatement> statements) {
    this.dialect = dialect;
    this.statements = statements;
  }

  /**
   * Splits a script into statements. Each statement is parsed only as far as necessary to know what
   * it creates.
   *
   * @throws IllegalArgumentException if a literal or comment does not end, or if a statement that
   *     creates something cannot be parsed that far; the message has the line and the statement
   */
  public static DdlScript parse(String text, Dialect dialect) {
    ImmutableList<DdlToken> tokens = DdlLexer.tokens(text, dialect);
    ImmutableList.Builder<DdlStatement> statements = ImmutableList.builder();
    int start = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || tokens.get(i).isSymbol(";")) {
        if (i > start) {
          List<DdlToken> statement = tokens.subList(start, i);
          statements.add(
              new DdlStatement(statement, dialect, text, withoutComments(text, statement)));
        }
        start = i + 1;
      }
    }
    return new DdlScript(dialect, statements.build());
  }

  /**
   * Takes statements that a server has printed. In contrast to {@link #parse}, a statement that
   * cannot be read is kept as text, with the kind {@link DdlStatement.Kind#OTHER}: it counts as
   * existing where the same text exists.
   *
   * @param ddl one statement each
   */
  public static DdlScript printed(Dialect dialect, List<String> ddl) {
    return new DdlScript(
        dialect, ddl.stream().map(text -> statement(text, dialect)).collect(toImmutableList()));
  }

  private static DdlStatement statement(String text, Dialect dialect) {
    try {
      List<DdlStatement> statements = parse(text, dialect).getStatements();
      return statements.size() == 1 ? statements.get(0) : DdlStatement.unread(text, dialect);
    } catch (IllegalArgumentException e) {
      return DdlStatement.unread(text, dialect);
    }
  }

  static DdlScript of(Dialect dialect, List<DdlStatement> statements) {
    return new DdlScript(dialect, ImmutableList.copyOf(statements));
  }

  /** Returns the statements in the order of the script. */
  public ImmutableList<DdlStatement> getStatements() {
    return statements;
  }

  /** Returns the SQL dialect of the script. */
  public Dialect getDialect() {
    return dialect;
  }

  /**
   * Returns the statements to run on a database so that it has everything that the script creates.
   * A statement that creates an existing object is left out, even if the definitions differ, and
   * even for CREATE OR REPLACE. A constraint without a name exists if the database has one with the
   * same condition. An ALTER DATABASE is left out if all its options are set, an added row deletion
   * policy if the table has one, an added synonym or column of an index if it is there, and a
   * RENAME if the tables have their later names; a table that the script renames counts as existing
   * under its last name, too. All other statements of kind {@link DdlStatement.Kind#OTHER}, such as
   * GRANT, are included unless the database prints the same statement. An object that a DROP of the
   * script removes counts as missing from there on. Statements of the database that cannot be read
   * are passed over.
   *
   * <p>In GoogleSQL the case of names does not matter.
   *
   * @param existingDdl the DDL of the database, as {@code getDatabaseDdl} returns it
   */
  public ImmutableList<DdlStatement> missingFrom(Iterable<String> existingDdl) {
    ExistingObjects objects =
        new ExistingObjects(dialect, printed(dialect, ImmutableList.copyOf(existingDdl)));
    List<TableRename> later = new ArrayList<>();
    statements.forEach(statement -> later.addAll(statement.renames()));
    ImmutableList.Builder<DdlStatement> missing = ImmutableList.builder();
    for (DdlStatement statement : statements) {
      later.subList(0, statement.renames().size()).clear();
      if (objects.needs(statement, later)) {
        missing.add(statement);
      }
    }
    return missing.build();
  }

  /**
   * Returns the schema of a database after the statements of {@link #missingFrom} have run: with
   * the added tables, columns, foreign keys and indexes. Other statements change nothing here. What
   * only the server decides is missing: the names of unnamed constraints (they are empty) and the
   * indexes that back foreign keys.
   *
   * @param existing the schema before the script runs
   * @throws IllegalArgumentException if a statement that adds to a table cannot be parsed, or if
   *     the table does not exist; the message has the line and the statement
   */
  public DatabaseSchema plannedOn(DatabaseSchema existing) {
    SchemaPlan plan = new SchemaPlan(existing);
    statements.forEach(plan::add);
    return plan.schema();
  }

  /** Returns the schema of an empty database after the script. See {@link #plannedOn}. */
  public DatabaseSchema planned() {
    return plannedOn(DatabaseSchema.of(dialect, ImmutableList.of()));
  }

  private static String withoutComments(String text, List<DdlToken> tokens) {
    StringBuilder statement = new StringBuilder();
    int end = tokens.get(0).start();
    for (DdlToken token : tokens) {
      String gap = text.substring(end, token.start());
      statement.append(gap.isBlank() ? gap : gap.contains("\n") ? "\n" : " ");
      statement.append(text, token.start(), token.end());
      end = token.end();
    }
    return statement.toString();
  }
}
