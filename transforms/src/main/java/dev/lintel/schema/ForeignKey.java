package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;

/** A foreign key of the table that declares it. Immutable. */
@AutoValue
public abstract class ForeignKey implements Serializable {

  /** Returns the name; empty if the DDL gives none and the server has not chosen one yet. */
  public abstract String getName();

  /** Returns the referencing columns, in the order of {@link #getReferencedColumns}. */
  public abstract ImmutableList<String> getColumns();

  /** Returns the name of the referenced table, qualified as in {@link Table#getName}. */
  public abstract String getReferencedTable();

  /** Returns the referenced columns. */
  public abstract ImmutableList<String> getReferencedColumns();

  /** Returns this foreign key with another name. */
  public ForeignKey withName(String name) {
    return of(name, getColumns(), getReferencedTable(), getReferencedColumns());
  }

  /** Returns a foreign key. */
  public static ForeignKey of(
      String name, List<String> columns, String referencedTable, List<String> referencedColumns) {
    return new AutoValue_ForeignKey(
        name,
        ImmutableList.copyOf(columns),
        referencedTable,
        ImmutableList.copyOf(referencedColumns));
  }
}
