package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;

/** A secondary index, possibly one that backs a foreign key. Immutable. */
@AutoValue
public abstract class Index implements Serializable {

  /** Returns the name, qualified as in {@link Table#getName}. */
  public abstract String getName();

  /** Returns the key of the index, without the key of the table. */
  public abstract ImmutableList<KeyPart> getKeyParts();

  /** Returns the columns of STORING (GoogleSQL) or INCLUDE (PostgreSQL), sorted by name. */
  public abstract ImmutableList<String> getStoredColumns();

  /** Returns true for a UNIQUE index. */
  public abstract boolean isUnique();

  /** Returns true if the index leaves out rows with a null in its key. */
  public abstract boolean isNullFiltered();

  /** Returns true if the server created the index to back a foreign key. */
  public abstract boolean isManaged();

  /**
   * Returns true if the key or the stored columns contain the column, so that a write of it changes
   * the index.
   */
  public boolean covers(String column) {
    return getStoredColumns().stream().anyMatch(column::equalsIgnoreCase)
        || getKeyParts().stream().anyMatch(part -> part.getColumn().equalsIgnoreCase(column));
  }

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_Index.Builder()
        .setStoredColumns(List.of())
        .setUnique(false)
        .setNullFiltered(false)
        .setManaged(false);
  }

  /**
   * Builds an {@link Index}, by default not unique, not null-filtered and without stored columns.
   */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setName(String name);

    public abstract Builder setKeyParts(List<KeyPart> keyParts);

    public abstract Builder setStoredColumns(List<String> columns);

    public abstract Builder setUnique(boolean unique);

    public abstract Builder setNullFiltered(boolean nullFiltered);

    abstract Builder setManaged(boolean managed);

    public abstract Index build();
  }
}
