package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;
import java.util.Optional;

/** All that DDL says of one table; its indexes are elsewhere. Immutable. */
@AutoValue
public abstract class TableDefinition {

  /**
   * How a table lies in another.
   *
   * @param parent its name
   * @param kind whether a row needs its parent row
   * @param onDelete what happens to a row when its parent row is deleted
   */
  public record Interleave(String parent, Kind kind, OnDelete onDelete) {

    /** The two clauses. */
    public enum Kind {
      /** {@code INTERLEAVE IN PARENT}. */
      IN_PARENT,
      /** {@code INTERLEAVE IN}. */
      IN
    }
  }

  /** The name, qualified as {@link Table#getName} is. */
  public abstract String getName();

  /** In ordinal order. */
  public abstract ImmutableList<ColumnDefinition> getColumns();

  /** Empty for a table whose key is {@code PRIMARY KEY ()}. */
  public abstract ImmutableList<KeyPart> getPrimaryKey();

  public abstract Optional<Interleave> getInterleave();

  public abstract ImmutableList<CheckDefinition> getChecks();

  public abstract ImmutableList<ForeignKeyDefinition> getForeignKeys();

  abstract Builder toBuilder();

  static Builder builder() {
    return new AutoValue_TableDefinition.Builder();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setName(String name);

    abstract Builder setColumns(List<ColumnDefinition> columns);

    abstract Builder setPrimaryKey(List<KeyPart> keyParts);

    abstract Builder setInterleave(Interleave interleave);

    abstract Builder setChecks(List<CheckDefinition> checks);

    abstract Builder setForeignKeys(List<ForeignKeyDefinition> foreignKeys);

    abstract TableDefinition build();
  }
}
