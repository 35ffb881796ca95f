package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The statements that make a database again, in an order that works on an empty one: those to run
 * before rows are written, and those that are better or only possible to run after. Immutable.
 *
 * <p>Before: database options, proto bundle, named schemas, locality groups, placements, sequences,
 * functions, tables, models, views and property graphs; parents before their children, and what is
 * named before what names it. After: indexes, foreign keys, views that name an index, change
 * streams, roles, and whatever is not known here, such as GRANT.
 *
 * <p>Foreign keys are cut out of CREATE TABLE and become ALTER TABLE; apart from that statements
 * are kept as they are. To run only what a database lacks, give a part to {@link DdlScript#parse}
 * and {@link DdlScript#missingFrom}.
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
   * Orders statements, which may come in any order. One that cannot be read is run last.
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
   * The statements of a database: its DDL as it is, with named schemas that it leaves out, with the
   * names that unnamed constraints have, and with the counters of sequences and identity columns
   * starting past what they have given.
   */
  public static SchemaScript of(DatabaseDefinition definition) {
    Dialect dialect = definition.getDialect();
    List<String> ddl = new ArrayList<>();
    List<String> told = DatabaseDefinition.of(dialect, definition.getDdl()).getNamedSchemas();
    for (String schema : definition.getNamedSchemas()) {
      if (!told.contains(schema)) {
        ddl.add(DatabaseDefinitionReader.createSchema(dialect, schema));
      }
    }
    DefinitionText text = new DefinitionText(definition);
    definition.getDdl().forEach(statement -> ddl.add(text.complete(statement)));
    return of(dialect, ddl);
  }

  public Dialect getDialect() {
    return dialect;
  }

  /** The statements to run before rows are written. */
  public ImmutableList<String> getBeforeRows() {
    return texts(before);
  }

  /** The statements to run after rows have been written. */
  public ImmutableList<String> getAfterRows() {
    return texts(after);
  }

  /**
   * Without the options of the database whose names are not accepted. Each of the others gets a
   * statement of its own, so that {@link DdlScript#missingFrom} tells of each whether it is set.
   *
   * @throws IllegalArgumentException if a statement that sets options cannot be read
   */
  public SchemaScript withDatabaseOptions(Predicate<String> accepted) {
    return new SchemaScript(
        dialect,
        before.stream().flatMap(s -> s.withDatabaseOptions(accepted)).toList(),
        after.stream().flatMap(s -> s.withDatabaseOptions(accepted)).toList());
  }

  /**
   * Worded for the database of that id, which ALTER DATABASE has to name.
   *
   * @param databaseId its bare id, without project and instance
   */
  public SchemaScript forDatabase(String databaseId) {
    return new SchemaScript(
        dialect, forDatabase(before, databaseId), forDatabase(after, databaseId));
  }

  /**
   * Only these tables, their columns, indexes and constraints, and what their definitions name:
   * named schemas, sequences and functions; with the database options, proto bundle, placements and
   * locality groups. A foreign key to a table that is not among them is left out, and so are
   * models, views, graphs, change streams, roles and grants. A table that is interleaved in another
   * needs that one among them, or in the database already.
   *
   * @param tables names as {@link Table#getName} has them; in GoogleSQL the case of letters does
   *     not matter
   */
  public SchemaScript forTables(Set<String> tables) {
    ScriptSelection selection = new ScriptSelection(dialect, tables, before);
    return new SchemaScript(dialect, selection.of(before), selection.of(after));
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
