package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a database as statements in a dialect, also the other one, with other columns if
 * wanted. What has no counterpart is a problem, and nothing is left out silently. Immutable.
 */
public final class TranslatedSchema {

  /**
   * A table to translate.
   *
   * @param table its name, as the definition spells it
   * @param columns those that it keeps: from the name that they have to the name that they get
   */
  public record Part(String table, ImmutableMap<String, String> columns) {

    /** The name that a column gets; empty if it is left out. */
    Optional<String> name(String column) {
      return columns.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(column))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private final ImmutableList<String> statements;
  private final ImmutableList<String> problems;
  private final ImmutableList<String> notes;

  TranslatedSchema(List<String> statements, List<String> problems, List<String> notes) {
    this.statements = ImmutableList.copyOf(statements);
    this.problems = ImmutableList.copyOf(problems);
    this.notes = ImmutableList.copyOf(notes);
  }

  /**
   * Translates tables with their keys, indexes, foreign keys, sequences and named schemas, and the
   * options of the database that they need. Of a table that the destination has, it translates the
   * indexes and foreign keys that the destination lacks; what of them cannot be created is noted,
   * and no problem.
   *
   * @param dialect the dialect of the statements
   * @param destination the tables that are there already
   * @param onlyTables whether the tables are all that is wanted; else all sequences, named schemas
   *     and options are translated, too, and it is a problem if the database has anything else that
   *     is not part of a table
   */
  public static TranslatedSchema of(
      DatabaseDefinition definition,
      Dialect dialect,
      List<Part> parts,
      DatabaseSchema destination,
      boolean onlyTables) {
    return new SchemaTranslation(
            definition, dialect, new TargetTables(destination, parts), onlyTables)
        .translated();
  }

  /** Returns the statements, in an order in which they can run. */
  public ImmutableList<String> statements() {
    return statements;
  }

  /** Returns what has no counterpart, each named. */
  public ImmutableList<String> problems() {
    return problems;
  }

  /** Returns what is left out because a column or a table is that it needs. */
  public ImmutableList<String> notes() {
    return notes;
  }
}
