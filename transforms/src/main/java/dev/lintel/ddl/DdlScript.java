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
 * <p>Comments are taken out, as not every server accepts them: {@code --} and {@code /* *}{@code /}
 * and, in GoogleSQL, {@code #}.
 */
public final class DdlScript {

  private final Dialect dialect;
  private final ImmutableList<DdlStatement> statements;

  private DdlScript(Dialect dialect, ImmutableList<DdlStatement> statements) {
    this.dialect = dialect;
    this.statements = statements;
  }

  /**
   * Splits a script. What a statement says is read only as far as it takes to know what it creates.
   *
   * @throws IllegalArgumentException if a literal or comment does not end, or if a statement that
   *     creates something cannot be read that far; the message has the line and the statement
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

  /** The statements in the order of the script; comments alone are none. */
  public ImmutableList<DdlStatement> getStatements() {
    return statements;
  }

  public Dialect getDialect() {
    return dialect;
  }

  /**
   * The statements to run on a database so that it has all that the script creates. Those that
   * create what is there already are left out, be it different or not: CREATE OR REPLACE, too. A
   * constraint without a name is there if one that demands the same is, and an ALTER DATABASE that
   * sets what the database says is set. All other statements of kind {@link
   * DdlStatement.Kind#OTHER}, such as GRANT, are always included, since a database does not say
   * whether they were run; what a DROP removes counts as missing after it.
   *
   * <p>Names are compared as the dialect does: in GoogleSQL their case does not matter.
   *
   * @param existingDdl the statements that the database gives, as {@code getDatabaseDdl} returns
   *     them
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
   * What a database will look like once {@link #missingFrom} has been run on it, as far as the
   * script adds tables, columns, foreign keys and indexes. Other statements change nothing here,
   * and what only the server decides is not known: the names of constraints without one (they are
   * empty) and the indexes that back foreign keys.
   *
   * @param existing what it looks like now
   * @throws IllegalArgumentException if a statement that adds to a table cannot be read, or if
   *     there is no such table; the message has the line and the statement
   */
  public DatabaseSchema plannedOn(DatabaseSchema existing) {
    SchemaPlan plan = new SchemaPlan(existing);
    statements.forEach(plan::add);
    return plan.schema();
  }

  /** What an empty database will look like. See {@link #plannedOn}. */
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
