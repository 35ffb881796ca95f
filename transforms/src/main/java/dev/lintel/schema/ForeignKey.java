package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;

/** A foreign key, as the table that owns it declares it. Immutable. */
@AutoValue
public abstract class ForeignKey implements Serializable {

  /** The name; empty for one that DDL does not name and the server has not named yet. */
  public abstract String getName();

  /** The referencing columns, in the order of {@link #getReferencedColumns}. */
  public abstract ImmutableList<String> getColumns();

  /** The referenced table's name, qualified as {@link Table#getName} is. */
  public abstract String getReferencedTable();

  public abstract ImmutableList<String> getReferencedColumns();

  public ForeignKey withName(String name) {
    return of(name, getColumns(), getReferencedTable(), getReferencedColumns());
  }

  public static ForeignKey of(
      String name, List<String> columns, String referencedTable, List<String> referencedColumns) {
    return new AutoValue_ForeignKey(
        name,
        ImmutableList.copyOf(columns),
        referencedTable,
        ImmutableList.copyOf(referencedColumns));
  }
}
