package dev.lintel.schema;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Table.OnDelete;
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

  /** Returns what happens to the referencing rows when a referenced row is deleted. */
  public abstract OnDelete getOnDelete();

  /** Returns this foreign key with another name. */
  public ForeignKey withName(String name) {
    return of(name, getColumns(), getReferencedTable(), getReferencedColumns())
        .withOnDelete(getOnDelete());
  }

  /** Returns this foreign key with another action. */
  public ForeignKey withOnDelete(OnDelete onDelete) {
    return new AutoValue_ForeignKey(
        getName(), getColumns(), getReferencedTable(), getReferencedColumns(), onDelete);
  }

  /** Returns true if the other foreign key references the same columns by the same columns. */
  public boolean hasSameColumns(ForeignKey other) {
    return getColumns().equals(other.getColumns())
        && getReferencedTable().equals(other.getReferencedTable())
        && getReferencedColumns().equals(other.getReferencedColumns());
  }

  /** Returns a foreign key without an action. */
  public static ForeignKey of(
      String name, List<String> columns, String referencedTable, List<String> referencedColumns) {
    return new AutoValue_ForeignKey(
        name,
        ImmutableList.copyOf(columns),
        referencedTable,
        ImmutableList.copyOf(referencedColumns),
        OnDelete.NO_ACTION);
  }
}
