package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.lintel.schema.DatabaseSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
   * same condition, and an ALTER DATABASE is left out if its options are already set. All other
   * statements of kind {@link DdlStatement.Kind#OTHER}, such as GRANT, are always included, because
   * a database does not show whether they ran. An object that a DROP of the script removes counts
   * as missing from there on.
   *
   * <p>In GoogleSQL the case of names does not matter.
   *
   * @param existingDdl the DDL of the database, as {@code getDatabaseDdl} returns it
   */
  public ImmutableList<DdlStatement> missingFrom(Iterable<String> existingDdl) {
    Set<DdlObject> existing = new HashSet<>();
    for (String ddl : existingDdl) {
      for (DdlStatement statement : parse(ddl, dialect).getStatements()) {
        existing.addAll(statement.creates());
        statement.creates().stream().flatMap(o -> o.schema().stream()).forEach(existing::add);
      }
    }
    ImmutableList.Builder<DdlStatement> missing = ImmutableList.builder();
    for (DdlStatement statement : statements) {
      statement
          .drops()
          .ifPresent(drop -> existing.removeIf(o -> o.equals(drop) || o.belongsTo(drop)));
      DdlObject created = Iterables.getFirst(statement.creates(), null);
      if (created == null || !existing.contains(created)) {
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
