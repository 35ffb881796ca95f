package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The statements that create a database, in an order that works on an empty one: those to run
 * before rows are written, and those to run after, because they can only run then or are faster
 * then. Immutable.
 *
 * <p>Before: database options, proto bundle, named schemas, locality groups, placements, sequences,
 * functions, tables, models, views and property graphs; parents before their children, and objects
 * before those that refer to them. After: indexes, foreign keys, views that name an index, change
 * streams, roles, and all other statements, such as GRANT.
 *
 * <p>Foreign keys move from CREATE TABLE to ALTER TABLE; otherwise statements do not change. To run
 * only what a database lacks, pass a part to {@link DdlScript#parse} and use {@link
 * DdlScript#missingFrom}.
 */
public final class SchemaScript {

  private final Dialect dialect;
  private final ImmutableList<ScriptStatement> before;
  private final ImmutableList<ScriptStatement> after;

  private SchemaScript(Dialect dialect, List<ScriptStatement> before, List<ScriptStatement> after) {
    this.dialect = dialect;
    this.before = ImmutableList.copyOf(before);
    this.after = ImmutableList.copyOf(after);
  }

  /**
   * Orders statements. A statement that cannot be parsed comes last.
   *
   * @param ddl one statement each
   */
  public static SchemaScript of(Dialect dialect, List<String> ddl) {
    List<ScriptStatement> statements = new ArrayList<>();
    for (String text : ddl) {
      ScriptStatement statement = ScriptStatement.of(dialect, text);
      statements.addAll(TableRewriter.withoutForeignKeys(statement));
    }
    StatementOrder order = new StatementOrder(statements);
    return new SchemaScript(dialect, order.before(), order.after());
  }

  /**
   * Returns the statements of a database: its DDL, with the named schemas that it leaves out, with
   * the names of unnamed constraints, and with the counters of sequences and identity columns
   * starting after the numbers that they have given.
   */
  public static SchemaScript of(DatabaseDefinition definition) {
    Dialect dialect = definition.getDialect();
    List<String> ddl = new ArrayList<>();
    List<String> known = DatabaseDefinition.of(dialect, definition.getDdl()).getNamedSchemas();
    for (String schema : definition.getNamedSchemas()) {
      if (!known.contains(schema)) {
        ddl.add(DatabaseDefinitionReader.createSchema(dialect, schema));
      }
    }
    DefinitionText text = new DefinitionText(definition);
    definition.getDdl().forEach(statement -> ddl.add(text.complete(statement)));
    return of(dialect, ddl);
  }

  /** Returns the SQL dialect of the script. */
  public Dialect getDialect() {
    return dialect;
  }

  /** Returns the statements to run before rows are written. */
  public ImmutableList<String> getBeforeRows() {
    return texts(before);
  }

  /** Returns the statements to run after rows have been written. */
  public ImmutableList<String> getAfterRows() {
    return texts(after);
  }

  /**
   * Returns the script with only the accepted options of the database. Each option gets a statement
   * of its own, so that {@link DdlScript#missingFrom} finds out for each whether it is set.
   *
   * @param accepted accepts options by name
   */
  public SchemaScript withDatabaseOptions(Predicate<String> accepted) {
    return new SchemaScript(
        dialect,
        before.stream().flatMap(s -> s.withDatabaseOptions(accepted)).toList(),
        after.stream().flatMap(s -> s.withDatabaseOptions(accepted)).toList());
  }

  /**
   * Returns the script for another database, whose id ALTER DATABASE has to contain.
   *
   * @param databaseId the id without project and instance
   */
  public SchemaScript forDatabase(String databaseId) {
    return new SchemaScript(
        dialect, forDatabase(before, databaseId), forDatabase(after, databaseId));
  }

  /**
   * Returns the script for only these tables, with their columns, indexes and constraints, and with
   * what they need: the named schemas, sequences, functions and locality groups that they refer to,
   * the proto bundle that has their types, the placements of their rows, and the options of the
   * database for these and for expressions: the default time zone. It leaves out foreign keys to
   * other tables, models, views, graphs, change streams, roles and grants. The parent of an
   * interleaved table has to be selected too, or exist in the database.
   *
   * @param tables names qualified as in {@link Table#getName}; in GoogleSQL in any letter case
   */
  public SchemaScript forTables(Set<String> tables) {
    return forTables(tables, Set.of());
  }

  /**
   * As {@link #forTables(Set)}, with the foreign keys to tables that the database has already.
   *
   * @param existing the names of these, in the spelling of the database
   */
  public SchemaScript forTables(Set<String> tables, Set<String> existing) {
    ScriptSelection selection =
        new ScriptSelection(
            dialect,
            tables,
            existing,
            Stream.concat(before.stream(), after.stream()).collect(toImmutableList()));
    return new SchemaScript(dialect, selection.of(before), selection.of(after));
  }

  /** Returns the statements before the rows that create objects of these kinds. */
  ImmutableList<ScriptStatement> ofKinds(Set<DdlStatement.Kind> kinds) {
    return before.stream()
        .filter(statement -> kinds.contains(statement.kind()))
        .collect(toImmutableList());
  }

  private static ImmutableList<String> texts(List<ScriptStatement> statements) {
    return statements.stream().map(ScriptStatement::text).collect(toImmutableList());
  }

  private static List<ScriptStatement> forDatabase(
      List<ScriptStatement> statements, String databaseId) {
    return statements.stream().map(s -> s.forDatabase(databaseId)).toList();
  }

  @Override
  public String toString() {
    return "SchemaScript"
        + ImmutableList.builder().addAll(getBeforeRows()).addAll(getAfterRows()).build();
  }
}
