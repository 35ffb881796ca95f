package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * All that the DDL of a database says, object by object. Immutable.
 *
 * <p>Names are qualified as {@link Table#getName} is, and lists are in the order of the DDL.
 * Expressions, queries and options are kept as the server spells them. Nothing is lost: what has no
 * place here, because it is not understood or because Google's export format cannot hold it, is in
 * {@link #getNotExpressible}.
 */
@AutoValue
public abstract class DatabaseDefinition {

  public abstract Dialect getDialect();

  /** Such as {@code version_retention_period}, without the {@code spanner.} of PostgreSQL. */
  public abstract ImmutableList<DdlOption> getOptions();

  /** The full names of the types in the proto bundle. */
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
   * What Google's export format has no place for: whole statements, such as GRANT, and clauses of
   * tables after the table's name, {@code Sources: ROW DELETION POLICY (...)}.
   */
  public abstract ImmutableList<String> getNotExpressible();

  /** The statements that it was read from. */
  abstract ImmutableList<String> getDdl();

  abstract Builder toBuilder();

  /** The table of that name, in this spelling or, if there is none, in another case of letters. */
  public Optional<TableDefinition> findTable(String name) {
    return getTables().stream()
        .filter(table -> table.getName().equals(name))
        .findFirst()
        .or(
            () ->
                getTables().stream()
                    .filter(table -> table.getName().equalsIgnoreCase(name))
                    .findFirst());
  }

  /**
   * Reads the statements that a database gives. What only the server knows is not told: the names
   * of unnamed constraints, live counters and what it leaves out of its DDL.
   *
   * @param ddl one statement each, as {@code getDatabaseDdl} returns them
   * @see DatabaseDefinitionReader
   */
  public static DatabaseDefinition of(Dialect dialect, List<String> ddl) {
    return new DefinitionParser(dialect).parse(ddl);
  }

  static Builder builder() {
    return new AutoValue_DatabaseDefinition.Builder();
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

    abstract Builder setDdl(List<String> ddl);

    abstract DatabaseDefinition build();
  }
}
