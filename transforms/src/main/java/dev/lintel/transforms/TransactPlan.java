package dev.lintel.transforms;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.MutationWeights;
import dev.lintel.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A {@link TransactRows} in the tables of one schema. Immutable. */
record TransactPlan(
    DatabaseSchema schema,
    ImmutableList<PlannedRead> reads,
    AppliedIds ids,
    MutationWeights weights) {

  /**
   * Returns the plan for a schema.
   *
   * @throws IllegalArgumentException if it lacks a table or a column
   */
  static TransactPlan of(DatabaseSchema schema, TransactRows<?> transact) {
    return new TransactPlan(
        schema,
        transact.getReads().stream()
            .map(read -> PlannedRead.of(read, schema))
            .collect(toImmutableList()),
        AppliedIds.of(
            schema,
            transact.getIdempotencyTable(),
            transact.getOperation(),
            transact.getConfig().describe()),
        MutationWeights.of(schema));
  }

  Dialect dialect() {
    return schema.getDialect();
  }

  /**
   * Returns the rows that an element reads, with their keys.
   *
   * @throws IllegalArgumentException if one is no key of its table; or what the user's function
   *     throws
   */
  <T> ImmutableMap<RowId, Key> rowsOf(T element, List<DeclaredRead<T>> declared) {
    Map<RowId, Key> rows = new LinkedHashMap<>();
    for (int read = 0; read < declared.size(); read++) {
      for (Key key : declared.get(read).keys().apply(element)) {
        rows.putIfAbsent(new RowId(read, reads.get(read).placeOf(key)), key);
      }
    }
    return ImmutableMap.copyOf(rows);
  }

  /** Returns those of the rows that are locked exclusively, and not shared with others. */
  ImmutableSet<RowId> ownRows(Set<RowId> rows) {
    return rows.stream()
        .filter(row -> reads.get(row.read()).lock() == RpcLockHint.EXCLUSIVE)
        .collect(toImmutableSet());
  }

  /**
   * What mutations of a table mean for the rows that are read.
   *
   * @param read the position of the read of the table itself; empty if it is not read
   * @param deletedAlong the positions of the reads of which a delete or a replacement may delete
   *     rows along
   */
  record Effect(Optional<Integer> read, ImmutableSet<Integer> deletedAlong) {}

  /**
   * Returns what mutations of a table mean, by the name that they give it; empty if the schema does
   * not have it, which may be another name of any table.
   */
  Optional<Effect> effectOf(String tableName) {
    return schema.findTable(tableName).map(Table::getName).map(this::effectOn);
  }

  private Effect effectOn(String table) {
    return new Effect(
        positions().filter(i -> reads.get(i).table().getName().equals(table)).boxed().findFirst(),
        positions()
            .filter(i -> reads.get(i).deletedWith().contains(table))
            .boxed()
            .collect(toImmutableSet()));
  }

  private IntStream positions() {
    return IntStream.range(0, reads.size());
  }
}
