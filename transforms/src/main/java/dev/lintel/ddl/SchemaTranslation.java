package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Translates the schema of a database. Used once; not thread-safe. */
final class SchemaTranslation {

  /** What is the same in every database of the dialect, and refers to no table. */
  private static final ImmutableSet<Kind> SAME_IN_ONE_DIALECT =
      ImmutableSet.of(Kind.PROTO_BUNDLE, Kind.LOCALITY_GROUP, Kind.FUNCTION);

  private final DatabaseDefinition definition;
  private final Dialect to;
  private final TargetTables tables;
  private final boolean onlyTables;
  private final ImmutableListMultimap<String, ScriptStatement> unreadByTable;
  private final Set<String> schemas = new LinkedHashSet<>();
  private final Set<String> sequences = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  SchemaTranslation(
      DatabaseDefinition definition, Dialect to, TargetTables tables, boolean onlyTables) {
    this.definition = definition;
    this.to = to;
    this.tables = tables;
    this.onlyTables = onlyTables;
    this.unreadByTable =
        Multimaps.index(
            definition.getNotExpressible().stream()
                .filter(text -> !isClauseOfTable(text))
                .map(text -> ScriptStatement.of(definition.getDialect(), text))
                .toList(),
            ScriptStatement::table);
  }

  TranslatedSchema translated() {
    if (!onlyTables) {
      schemas.addAll(definition.getNamedSchemas());
      definition.getSequences().forEach(sequence -> sequences.add(sequence.name()));
    }
    List<String> ofTables = ofTables();
    List<String> same = isOtherDialect() ? List.of() : sameInOneDialect();
    List<String> ofSequences = sequences.stream().map(this::createSequence).toList();
    List<String> all = new ArrayList<>(options());
    schemas.forEach(schema -> all.add(DatabaseDefinitionReader.createSchema(to, schema)));
    all.addAll(same);
    all.addAll(ofSequences);
    all.addAll(ofTables);
    if (!onlyTables) {
      addOthers();
    }
    return new TranslatedSchema(all, problems, notes);
  }

  private boolean isOtherDialect() {
    return definition.getDialect() != to;
  }

  private List<String> ofTables() {
    List<String> statements = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (TargetTable target : tables.selected()) {
      String name = target.source();
      Optional<TableDefinition> found = definition.findTable(name);
      // What comes after the rows of a table that is there is known without its DDL.
      boolean isUnread = target.isCreated() && definition.getUnreadTables().contains(name);
      if (found.isEmpty() || isUnread) {
        if (target.isCreated()) {
          problems.add("table %s: its DDL cannot be read".formatted(name));
        }
        continue;
      }
      if (!names.add(name.toLowerCase(Locale.ROOT)) && target.isCreated()) {
        problems.add("table %s: another one differs by case only".formatted(name));
      }
      if (target.isCreated()) {
        addSchemaOf(name);
      }
      var translation = new TableTranslation(definition, to, tables, target, problems, notes);
      statements.addAll(translation.of(found.get(), unreadByTable.get(name)));
      sequences.addAll(translation.sequences());
    }
    return statements;
  }

  private void addSchemaOf(String name) {
    int dot = name.indexOf('.');
    if (dot >= 0) {
      schemas.add(name.substring(0, dot));
    }
  }

  private String createSequence(String name) {
    addSchemaOf(name);
    return "CREATE SEQUENCE %s %s"
        .formatted(Identifiers.quoteQualified(to, name), counter(name).copyClauses(to))
        .strip();
  }

  private CounterDefinition counter(String sequence) {
    return definition.getSequences().stream()
        .filter(other -> other.name().equals(sequence))
        .findFirst()
        .orElseThrow()
        .counter();
  }

  /** Returns the statements that set the options of the database, or those that tables need. */
  private List<String> options() {
    return definition.getOptions().stream()
        .filter(option -> !onlyTables || isOfTables(option.name()))
        .map(option -> option.in(to, definition.getDialect()))
        .map(option -> DatabaseOptionDdl.set(to, option))
        .toList();
  }

  private boolean isOfTables(String option) {
    return switch (option) {
      case DatabaseOptionDdl.DEFAULT_SEQUENCE_KIND -> countsByDefault();
      case DatabaseOptionDdl.DEFAULT_TIME_ZONE ->
          tables.selected().stream().anyMatch(TargetTable::isCreated);
      default -> false;
    };
  }

  /** Whether a counter that is created has the kind that is the default of the database. */
  private boolean countsByDefault() {
    return sequences.stream().anyMatch(name -> counter(name).isOfDefaultKind())
        || tables.selected().stream()
            .filter(TargetTable::isCreated)
            .anyMatch(
                table ->
                    definition.findTable(table.source()).stream()
                        .flatMap(it -> it.getColumns().stream())
                        .filter(column -> table.keeps(column.getName()))
                        .flatMap(column -> column.getIdentity().stream())
                        .anyMatch(CounterDefinition::isOfDefaultKind));
  }

  private List<String> sameInOneDialect() {
    SchemaScript script = SchemaScript.of(definition);
    if (onlyTables) {
      script =
          script.forTables(
              Set.copyOf(
                  tables.selected().stream()
                      .filter(TargetTable::isCreated)
                      .map(TargetTable::source)
                      .toList()));
    }
    List<ScriptStatement> same = script.ofKinds(SAME_IN_ONE_DIALECT);
    same.forEach(statement -> addSchemaOf(statement.name()));
    return same.stream().map(ScriptStatement::text).toList();
  }

  /** What is neither a table nor part of one, and is not translated. */
  private void addOthers() {
    definition.getViews().forEach(view -> problems.add("view " + view.name()));
    definition.getModels().forEach(model -> problems.add("model " + model.name()));
    definition.getPlacements().forEach(one -> problems.add("placement " + one.name()));
    definition.getChangeStreams().forEach(one -> problems.add("change stream " + one.name()));
    if (isOtherDialect()) {
      definition.getFunctions().forEach(function -> problems.add("function " + function.name()));
      if (!definition.getProtoBundle().isEmpty()) {
        problems.add("the proto bundle");
      }
    }
    // Those of a table are named with it.
    unreadByTable.get("").stream()
        .filter(other -> isOtherDialect() || !SAME_IN_ONE_DIALECT.contains(other.kind()))
        .forEach(other -> problems.add(described(other)));
  }

  private static String described(ScriptStatement statement) {
    return statement.kind() == Kind.OTHER
        ? statement.text().replaceAll("\\s+", " ")
        : statement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + " "
            + statement.name();
  }

  private boolean isClauseOfTable(String text) {
    return definition.getTables().stream()
        .anyMatch(table -> text.startsWith(table.getName() + ": "));
  }
}
