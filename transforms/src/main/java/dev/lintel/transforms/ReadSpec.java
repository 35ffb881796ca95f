package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What one read of a snapshot gives: the rows of a table, in whole or of a set of keys, by its
 * primary key or by an index, or the result of a query. Immutable.
 */
@AutoValue
public abstract class ReadSpec implements Serializable {

  abstract @Nullable String getTableOrNull();

  abstract @Nullable String getIndexOrNull();

  abstract @Nullable Statement getStatementOrNull();

  /** The columns to read, in their order; empty for all that can be read. Always so of a query. */
  public abstract ImmutableList<String> getColumns();

  /** The keys to read: those of the index, if there is one. All of them unless told. */
  public abstract KeySet getKeys();

  /** The table that is read; empty for a query. */
  public Optional<String> getTable() {
    return Optional.ofNullable(getTableOrNull());
  }

  /** The index that the table is read by; empty for its primary key, and for a query. */
  public Optional<String> getIndex() {
    return Optional.ofNullable(getIndexOrNull());
  }

  /** The query; empty for a table. */
  public Optional<Statement> getStatement() {
    return Optional.ofNullable(getStatementOrNull());
  }

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setTableOrNull(@Nullable String table);

    abstract Builder setIndexOrNull(@Nullable String index);

    abstract Builder setStatementOrNull(@Nullable Statement statement);

    abstract Builder setColumns(List<String> columns);

    abstract Builder setKeys(KeySet keys);

    abstract ReadSpec build();
  }

  private static Builder builder() {
    return new AutoValue_ReadSpec.Builder().setColumns(List.of()).setKeys(KeySet.all());
  }

  /** Every row of the table and every column that can be read. */
  public static ReadSpec ofTable(String table) {
    checkArgument(!table.isBlank(), "a table needs a name");
    return builder().setTableOrNull(table).build();
  }

  /** The rows of a query, with its parameters. */
  public static ReadSpec ofQuery(Statement statement) {
    return builder().setStatementOrNull(statement).build();
  }

  public static ReadSpec ofQuery(String sql) {
    return ofQuery(Statement.of(sql));
  }

  /**
   * Reads these columns only. By an index they have to be in it: its key, the table's key and what
   * it stores.
   */
  public ReadSpec withColumns(List<String> columns) {
    requireTable("columns");
    checkArgument(!columns.isEmpty(), "a read needs a column");
    return toBuilder().setColumns(columns).build();
  }

  public ReadSpec withColumns(String... columns) {
    return withColumns(List.of(columns));
  }

  /** Reads by a secondary index, which then needs {@link #withColumns}. */
  public ReadSpec withIndex(String index) {
    requireTable("an index");
    return toBuilder().setIndexOrNull(index).build();
  }

  /** Reads these keys and ranges of keys only. */
  public ReadSpec withKeys(KeySet keys) {
    requireTable("keys");
    return toBuilder().setKeys(keys).build();
  }

  private void requireTable(String what) {
    checkState(getTableOrNull() != null, "A query says itself what it reads; it takes no %s", what);
  }

  /** Names it in display data and messages; without values, which may be content of rows. */
  String describe() {
    if (getStatementOrNull() != null) {
      return getStatementOrNull().getSql();
    }
    return getIndexOrNull() == null
        ? getTableOrNull()
        : getTableOrNull() + " by index " + getIndexOrNull();
  }
}
