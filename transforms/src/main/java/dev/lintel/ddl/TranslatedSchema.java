package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    boolean keeps(String column) {
      return columns.keySet().stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The name that a column gets. */
    String name(String column) {
      return columns.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(column))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(column);
    }
  }

  private final ImmutableList<String> statements;
  private final ImmutableList<String> problems;
  private final ImmutableList<String> notes;

  private TranslatedSchema(List<String> statements, List<String> problems, List<String> notes) {
    this.statements = ImmutableList.copyOf(statements);
    this.problems = ImmutableList.copyOf(problems);
    this.notes = ImmutableList.copyOf(notes);
  }

  /**
   * Translates tables with their keys, indexes, foreign keys, sequences and named schemas.
   *
   * @param dialect the dialect of the statements
   * @param onlyTables whether the tables are all that is wanted; else it is a problem if the
   *     database has anything that is neither a table nor part of one
   */
  public static TranslatedSchema of(
      DatabaseDefinition definition, Dialect dialect, List<Part> parts, boolean onlyTables) {
    List<String> statements = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<String> schemas = new LinkedHashSet<>();
    Set<String> sequences = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      Optional<TableDefinition> found = definition.findTable(part.table());
      if (found.isEmpty() || definition.getUnreadTables().contains(part.table())) {
        problems.add("table %s: its DDL cannot be read".formatted(part.table()));
        continue;
      }
      if (!names.add(part.table().toLowerCase(Locale.ROOT))) {
        problems.add("table %s: another one differs by case only".formatted(part.table()));
      }
      schemaOf(part.table()).ifPresent(schemas::add);
      var translation = new TableTranslation(definition, dialect, parts, part, problems, notes);
      statements.addAll(translation.of(found.get()));
      sequences.addAll(translation.sequences());
    }
    List<String> first = new ArrayList<>();
    for (String name : sequences) {
      schemaOf(name).ifPresent(schemas::add);
      first.add(
          "CREATE SEQUENCE %s %s"
              .formatted(
                  Identifiers.quoteQualified(dialect, name),
                  definition.getSequences().stream()
                      .filter(sequence -> sequence.name().equals(name))
                      .findFirst()
                      .orElseThrow()
                      .counter()
                      .copyClauses(dialect)));
    }
    List<String> all = new ArrayList<>();
    schemas.forEach(schema -> all.add(DatabaseDefinitionReader.createSchema(dialect, schema)));
    all.addAll(first);
    all.addAll(statements);
    if (!onlyTables) {
      addOthers(definition, problems);
    }
    return new TranslatedSchema(all, problems, notes);
  }

  private static Optional<String> schemaOf(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
  }

  private static void addOthers(DatabaseDefinition definition, List<String> problems) {
    definition.getViews().forEach(view -> problems.add("view " + view.name()));
    definition.getModels().forEach(model -> problems.add("model " + model.name()));
    definition.getFunctions().forEach(function -> problems.add("function " + function.name()));
    definition.getPlacements().forEach(one -> problems.add("placement " + one.name()));
    definition.getChangeStreams().forEach(one -> problems.add("change stream " + one.name()));
  }

  /** Returns the statements, in an order in which they can run. */
  public ImmutableList<String> statements() {
    return statements;
  }

  /** Returns what has no counterpart, each named. */
  public ImmutableList<String> problems() {
    return problems;
  }

  /** Returns what is left out because a column is that it needs. */
  public ImmutableList<String> notes() {
    return notes;
  }
}
