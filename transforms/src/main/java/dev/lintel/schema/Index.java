package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;

/** A secondary index, those that back a foreign key included. Immutable. */
@AutoValue
public abstract class Index implements Serializable {

  public abstract String getName();

  public abstract ImmutableList<KeyPart> getKeyParts();

  /** The columns of STORING (GoogleSQL) or INCLUDE (PostgreSQL). */
  public abstract ImmutableList<String> getStoredColumns();

  public abstract boolean isUnique();

  public abstract boolean isNullFiltered();

  /** True if the server made the index by itself, to back a foreign key. */
  public abstract boolean isManaged();

  /** True if a write of {@code column} writes an entry of this index. */
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

  /** Builds an {@link Index}; not unique, not null-filtered and storing nothing unless told. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setName(String name);

    public abstract Builder setKeyParts(List<KeyPart> keyParts);

    public abstract Builder setStoredColumns(List<String> columns);

    public abstract Builder setUnique(boolean unique);

    public abstract Builder setNullFiltered(boolean nullFiltered);

    public abstract Builder setManaged(boolean managed);

    public abstract Index build();
  }
}
