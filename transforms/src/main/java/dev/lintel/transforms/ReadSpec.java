package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerLineage;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One read of a snapshot: all rows of a table or those of a set of keys, by its primary key or by
 * an index, or the result of a query. Immutable.
 */
@AutoValue
public abstract class ReadSpec implements Serializable {

  abstract @Nullable String getTableOrNull();

  abstract @Nullable String getIndexOrNull();

  abstract @Nullable Statement getStatementOrNull();

  /** Returns the columns to read, in order; empty for all readable columns, and for a query. */
  public abstract ImmutableList<String> getColumns();

  /** Returns the keys to read, which are those of the index if there is one; by default all. */
  public abstract KeySet getKeys();

  /** Returns the table to read; empty for a query. */
  public Optional<String> getTable() {
    return Optional.ofNullable(getTableOrNull());
  }

  /** Returns the index to read by; empty for the primary key, and for a query. */
  public Optional<String> getIndex() {
    return Optional.ofNullable(getIndexOrNull());
  }

  /** Returns the query; empty for a table. */
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

  /** Reads all rows and all readable columns of a table. */
  public static ReadSpec ofTable(String table) {
    checkArgument(!table.isBlank(), "a table needs a name");
    return builder().setTableOrNull(table).build();
  }

  /** Reads the rows of a query, with its parameters. */
  public static ReadSpec ofQuery(Statement statement) {
    return builder().setStatementOrNull(statement).build();
  }

  /** Reads the rows of a query without parameters. */
  public static ReadSpec ofQuery(String sql) {
    return ofQuery(Statement.of(sql));
  }

  /**
   * Reads only these columns, in this order. For a read by index they have to be in the index: in
   * its key, in the table's key or stored.
   *
   * @throws IllegalStateException if this is a query
   */
  public ReadSpec withColumns(List<String> columns) {
    requireTable("columns");
    checkArgument(!columns.isEmpty(), "a read needs a column");
    return toBuilder().setColumns(columns).build();
  }

  /** As {@link #withColumns(List)}. */
  public ReadSpec withColumns(String... columns) {
    return withColumns(List.of(columns));
  }

  /**
   * Reads by a secondary index, which requires {@link #withColumns}.
   *
   * @throws IllegalStateException if this is a query
   */
  public ReadSpec withIndex(String index) {
    requireTable("an index");
    return toBuilder().setIndexOrNull(index).build();
  }

  /**
   * Reads only these keys and ranges of keys.
   *
   * @throws IllegalStateException if this is a query
   */
  public ReadSpec withKeys(KeySet keys) {
    requireTable("keys");
    return toBuilder().setKeys(keys).build();
  }

  private void requireTable(String what) {
    checkState(getTableOrNull() != null, "A query defines what it reads; it takes no %s", what);
  }

  /** Reports the tables that the read has read. */
  void reportLineage(SpannerConnection connection) {
    ImmutableSet<String> tables =
        getTable()
            .map(ImmutableSet::of)
            .orElseGet(() -> QueriedTables.of(getStatement().orElseThrow().getSql()));
    if (tables.isEmpty()) {
      SpannerLineage.read(connection);
    }
    tables.forEach(table -> SpannerLineage.read(connection, table));
  }

  /** Describes the read for display data and messages, without values, which may be row content. */
  String describe() {
    if (getStatementOrNull() != null) {
      return getStatementOrNull().getSql();
    }
    return getIndexOrNull() == null
        ? getTableOrNull()
        : getTableOrNull() + " by index " + getIndexOrNull();
  }
}
