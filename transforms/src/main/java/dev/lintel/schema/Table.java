package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One table: its columns, its key and what it depends on. Immutable. */
@AutoValue
public abstract class Table implements Serializable {

  /** What happens to the rows of an interleaved table when their parent is deleted. */
  public enum OnDelete {
    CASCADE,
    NO_ACTION
  }

  /**
   * The name; a table of a named schema is {@code schema.Table}, one of the default schema (in
   * PostgreSQL: of {@code public}) has the bare name.
   */
  public abstract String getName();

  /** The columns in ordinal order, generated ones included. */
  public abstract ImmutableList<Column> getColumns();

  /** Empty for a table whose key is {@code PRIMARY KEY ()}, which holds at most one row. */
  public abstract ImmutableList<KeyPart> getPrimaryKey();

  abstract @Nullable String getParentOrNull();

  abstract @Nullable OnDelete getOnDeleteOrNull();

  public abstract ImmutableList<ForeignKey> getForeignKeys();

  public abstract ImmutableList<Index> getIndexes();

  /** The table that this one is interleaved in ({@code INTERLEAVE IN PARENT}), if any. */
  public Optional<String> getParent() {
    return Optional.ofNullable(getParentOrNull());
  }

  /** Present if and only if {@link #getParent} is. */
  public Optional<OnDelete> getOnDelete() {
    return Optional.ofNullable(getOnDeleteOrNull());
  }

  /** The column of that name; the case of letters does not matter, as it does not to Spanner. */
  public Optional<Column> findColumn(String name) {
    return getColumns().stream().filter(c -> c.getName().equalsIgnoreCase(name)).findFirst();
  }

  /** True if a foreign key of the table references the table itself. */
  public boolean isSelfReferencing() {
    return getForeignKeys().stream()
        .anyMatch(key -> key.getReferencedTable().equalsIgnoreCase(getName()));
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_Table.Builder().setForeignKeys(List.of()).setIndexes(List.of());
  }

  /** Builds a {@link Table}; not interleaved, without foreign keys and indexes unless told. */
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
