package dev.lintel.ddl;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.schema.Table.OnDelete;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Everything that the DDL says about one table, except its indexes. Immutable. */
@AutoValue
public abstract class TableDefinition {

  /**
   * How a table is interleaved in another.
   *
   * @param parent the name of the other table
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

  /** Returns the name, qualified as in {@link Table#getName}. */
  public abstract String getName();

  /** Returns the columns in ordinal order. */
  public abstract ImmutableList<ColumnDefinition> getColumns();

  /** Returns the primary key; empty for {@code PRIMARY KEY ()}. */
  public abstract ImmutableList<KeyPart> getPrimaryKey();

  public abstract Optional<Interleave> getInterleave();

  public abstract ImmutableList<CheckDefinition> getChecks();

  public abstract ImmutableList<ForeignKeyDefinition> getForeignKeys();

  /** Returns this table with each column changed. */
  TableDefinition withColumns(UnaryOperator<ColumnDefinition> change) {
    return toBuilder().setColumns(getColumns().stream().map(change).toList()).build();
  }

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
