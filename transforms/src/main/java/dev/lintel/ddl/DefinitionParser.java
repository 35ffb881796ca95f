package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Parses the DDL of a database into definitions. Used once; not thread-safe. */
final class DefinitionParser {

  private final Dialect dialect;
  private final List<DdlOption> options = new ArrayList<>();
  private final List<String> protoBundle = new ArrayList<>();
  private final List<String> schemas = new ArrayList<>();
  private final List<SequenceDefinition> sequences = new ArrayList<>();
  private final List<FunctionDefinition> functions = new ArrayList<>();
  private final List<PlacementDefinition> placements = new ArrayList<>();
  private final List<TableDefinition> tables = new ArrayList<>();
  private final List<IndexDefinition> indexes = new ArrayList<>();
  private final List<ModelDefinition> models = new ArrayList<>();
  private final List<ViewDefinition> views = new ArrayList<>();
  private final List<ChangeStreamDefinition> streams = new ArrayList<>();
  private final List<String> notExpressible = new ArrayList<>();

  DefinitionParser(Dialect dialect) {
    this.dialect = dialect;
  }

  DatabaseDefinition parse(List<String> ddl) {
    for (String text : ddl) {
      try {
        statement(DdlStatement.verbatim(text, dialect));
      } catch (IllegalArgumentException e) {
        // An unknown statement of a newer server must not prevent an export of everything else.
        notExpressible.add(text.strip());
      }
    }
    return DatabaseDefinition.builder()
        .setDialect(dialect)
        .setOptions(options)
        .setProtoBundle(protoBundle)
        .setNamedSchemas(schemas)
        .setSequences(sequences)
        .setFunctions(functions)
        .setPlacements(placements)
        .setTables(tables)
        .setIndexes(indexes)
        .setModels(models)
        .setViews(views)
        .setChangeStreams(streams)
        .setNotExpressible(notExpressible)
        .setDdl(ImmutableList.copyOf(ddl))
        .build();
  }

  private void statement(DdlStatement statement) {
    switch (statement.getKind()) {
      case TABLE -> table(statement);
      case CONSTRAINT, COLUMN -> addition(statement);
      case INDEX -> indexes.add(IndexDefinitionReader.read(statement));
      case VIEW -> views.add(ObjectReader.view(statement));
      case SEQUENCE -> sequences.add(ObjectReader.sequence(statement));
      case CHANGE_STREAM -> streams.add(ObjectReader.changeStream(statement));
      case SCHEMA -> schemas.add(statement.getName().orElseThrow());
      case MODEL -> models.add(ObjectReader.model(statement));
      case FUNCTION -> functions.add(ObjectReader.function(statement));
      case PLACEMENT -> placements.add(ObjectReader.placement(statement));
      case PROTO_BUNDLE -> protoBundle.addAll(ObjectReader.protoBundle(statement));
      case OTHER ->
          DatabaseOptionDdl.read(statement.tokens())
              .ifPresentOrElse(options::addAll, () -> notExpressible.add(statement.getText()));
      default -> notExpressible.add(statement.getText());
    }
  }

  private void table(DdlStatement statement) {
    UnknownClauses unknown = UnknownClauses.keep();
    TableDefinition table = TableReader.define(statement, unknown);
    tables.add(table);
    unknown.kept().forEach(clause -> notExpressible.add(table.getName() + ": " + clause));
  }

  /** Servers add a constraint separately if it references a table that is created later. */
  private void addition(DdlStatement statement) {
    UnknownClauses unknown = UnknownClauses.keep();
    String name = statement.getTable().orElseThrow();
    for (int i = 0; i < tables.size(); i++) {
      TableDefinition table = tables.get(i);
      if (table.getName().equalsIgnoreCase(name)) {
        tables.set(i, TableReader.extended(table, TableElement.added(statement), unknown));
        unknown.kept().forEach(clause -> notExpressible.add(table.getName() + ": " + clause));
        return;
      }
    }
    throw statement.tokens().unreadable("there is no table " + name);
  }
}
