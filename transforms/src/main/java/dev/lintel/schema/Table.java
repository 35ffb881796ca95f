package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One table: its columns, its key, its indexes and the tables it depends on. Immutable. */
@AutoValue
public abstract class Table implements Serializable {

  /** What happens to the rows of an interleaved table when their parent is deleted. */
  public enum OnDelete {
    CASCADE,
    NO_ACTION
  }

  /**
   * Returns the name: {@code schema.Table} in a named schema, the bare name in the default schema
   * ({@code public} in PostgreSQL).
   */
  public abstract String getName();

  /** Returns the columns in ordinal order, including generated columns. */
  public abstract ImmutableList<Column> getColumns();

  /** Returns the primary key; empty for {@code PRIMARY KEY ()}, a table of at most one row. */
  public abstract ImmutableList<KeyPart> getPrimaryKey();

  abstract @Nullable String getParentOrNull();

  abstract @Nullable OnDelete getOnDeleteOrNull();

  /** Returns the foreign keys of this table. */
  public abstract ImmutableList<ForeignKey> getForeignKeys();

  /** Returns the secondary indexes. */
  public abstract ImmutableList<Index> getIndexes();

  /** Returns the table that this one is interleaved in ({@code INTERLEAVE IN PARENT}), if any. */
  public Optional<String> getParent() {
    return Optional.ofNullable(getParentOrNull());
  }

  /** Returns the action when a parent row is deleted; present if and only if there is a parent. */
  public Optional<OnDelete> getOnDelete() {
    return Optional.ofNullable(getOnDeleteOrNull());
  }

  /** Returns the column of that name, in any letter case, as Spanner does. */
  public Optional<Column> findColumn(String name) {
    return getColumns().stream().filter(c -> c.getName().equalsIgnoreCase(name)).findFirst();
  }

  /** Returns true if a foreign key of the table references the table itself. */
  public boolean isSelfReferencing() {
    return getForeignKeys().stream()
        .anyMatch(key -> key.getReferencedTable().equalsIgnoreCase(getName()));
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_Table.Builder().setForeignKeys(List.of()).setIndexes(List.of());
  }

  /** Builds a {@link Table}, by default not interleaved and without foreign keys and indexes. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setName(String name);

    public abstract Builder setColumns(List<Column> columns);

    public abstract Builder setPrimaryKey(List<KeyPart> keyParts);

    abstract Builder setParentOrNull(@Nullable String parent);

    abstract Builder setOnDeleteOrNull(@Nullable OnDelete onDelete);

    public abstract Builder setForeignKeys(List<ForeignKey> foreignKeys);

    public abstract Builder setIndexes(List<Index> indexes);

    public Builder setParent(String parent, OnDelete onDelete) {
      return setParentOrNull(parent).setOnDeleteOrNull(onDelete);
    }

    public abstract Table build();
  }
}
