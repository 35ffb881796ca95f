package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the DDL of a database says, object by object. Immutable.
 *
 * <p>Names are qualified as in {@link Table#getName}, and lists are in the order of the DDL.
 * Expressions, queries and options are as the server spells them. Nothing is lost: text that is not
 * understood, or that Google's export format cannot hold, is in {@link #getNotExpressible}.
 */
@AutoValue
public abstract class DatabaseDefinition {

  /** Returns the SQL dialect of the database. */
  public abstract Dialect getDialect();

  /**
   * Returns the options of the database, such as {@code version_retention_period}, without the
   * {@code spanner.} of PostgreSQL.
   */
  public abstract ImmutableList<DdlOption> getOptions();

  /** Returns the full names of the types in the proto bundle. */
  public abstract ImmutableList<String> getProtoBundle();

  public abstract ImmutableList<String> getNamedSchemas();

  public abstract ImmutableList<SequenceDefinition> getSequences();

  public abstract ImmutableList<FunctionDefinition> getFunctions();

  public abstract ImmutableList<PlacementDefinition> getPlacements();

  public abstract ImmutableList<TableDefinition> getTables();

  public abstract ImmutableList<IndexDefinition> getIndexes();

  public abstract ImmutableList<ModelDefinition> getModels();

  public abstract ImmutableList<ViewDefinition> getViews();

  public abstract ImmutableList<ChangeStreamDefinition> getChangeStreams();

  /**
   * Returns the text that Google's export format has no place for: whole statements, such as GRANT,
   * and clauses of tables with the name of the table, {@code Sources: ROW DELETION POLICY (...)}.
   */
  public abstract ImmutableList<String> getNotExpressible();

  /**
   * Returns the names of the tables whose DDL cannot be read. {@link #getTables} has them as
   * INFORMATION_SCHEMA describes them, and a {@link SchemaScript} of the definition does not create
   * them.
   */
  public abstract ImmutableList<String> getUnreadTables();

  /** Returns the statements that it was read from. */
  abstract ImmutableList<String> getDdl();

  abstract Builder toBuilder();

  /** Returns the table of that name, in this spelling or, if there is none, in any letter case. */
  public Optional<TableDefinition> findTable(String name) {
    return Identifiers.find(getTables(), TableDefinition::getName, name);
  }

  /**
   * Reads the DDL of a database. The result lacks what only the server knows: the names of unnamed
   * constraints, the current values of counters, and what the server leaves out of its DDL.
   *
   * @param ddl one statement each, as {@code getDatabaseDdl} returns them
   * @see DatabaseDefinitionReader
   */
  public static DatabaseDefinition of(Dialect dialect, List<String> ddl) {
    return new DefinitionParser(dialect).parse(ddl);
  }

  static Builder builder() {
    return new AutoValue_DatabaseDefinition.Builder().setUnreadTables(List.of());
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setDialect(Dialect dialect);

    abstract Builder setOptions(List<DdlOption> options);

    abstract Builder setProtoBundle(List<String> types);

    abstract Builder setNamedSchemas(List<String> schemas);

    abstract Builder setSequences(List<SequenceDefinition> sequences);

    abstract Builder setFunctions(List<FunctionDefinition> functions);

    abstract Builder setPlacements(List<PlacementDefinition> placements);

    abstract Builder setTables(List<TableDefinition> tables);

    abstract Builder setIndexes(List<IndexDefinition> indexes);

    abstract Builder setModels(List<ModelDefinition> models);

    abstract Builder setViews(List<ViewDefinition> views);

    abstract Builder setChangeStreams(List<ChangeStreamDefinition> streams);

    abstract Builder setNotExpressible(List<String> texts);

    abstract Builder setUnreadTables(List<String> tables);

    abstract Builder setDdl(List<String> ddl);

    abstract DatabaseDefinition build();
  }
}
