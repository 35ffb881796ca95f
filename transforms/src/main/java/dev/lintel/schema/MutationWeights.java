package dev.lintel.schema;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.Iterables;
import java.io.Serializable;

/**
 * How much each {@link Mutation} counts against {@link #COMMIT_LIMIT}. Immutable and thread-safe;
 * everything that depends on the schema is worked out beforehand, so that weighing a row costs one
 * look-up a column.
 *
 * <p>Spanner counts the columns that an insert or update affects, those of the primary key always,
 * and 1 for a delete; the entries of secondary indexes that change are counted on top, which its
 * documentation does not spell out to the last one. So the weight given here is an upper bound
 * where rows are named: for every index that may change, all columns of the new entry (its key, its
 * stored columns and the table's key) and, unless the row is known to be new, 1 for the entry that
 * goes. It is no bound for a range of keys, nor for children deleted by ON DELETE CASCADE, since
 * the number of rows is unknown: a range counts as one row, the children not at all.
 */
public final class MutationWeights implements Serializable {

  /** The most that one commit, or one group of a BatchWrite, may weigh. A limit of Spanner's. */
  public static final long COMMIT_LIMIT = 80_000;

  private final NameMap<TableWeights> tables;

  private MutationWeights(NameMap<TableWeights> tables) {
    this.tables = tables;
  }

  public static MutationWeights of(DatabaseSchema schema) {
    return new MutationWeights(NameMap.of(schema.getTables(), Table::getName, TableWeights::new));
  }

  /**
   * The weight of a mutation, at least 1. Of a table that is not in the schema, the columns are
   * counted.
   */
  public long weigh(Mutation mutation) {
    TableWeights table = tables.find(mutation.getTable());
    if (mutation.getOperation() == Mutation.Op.DELETE) {
      return rows(mutation.getKeySet()) * (table == null ? 1 : table.delete());
    }
    Iterable<String> columns = mutation.getColumns();
    if (table == null) {
      return Math.max(1, Iterables.size(columns));
    }
    return switch (mutation.getOperation()) {
      case INSERT -> table.insert(columns);
      case UPDATE -> table.update(columns);
      default -> table.upsert(columns);
    };
  }

  private static long rows(KeySet keys) {
    long named = Iterables.size(keys.getKeys()) + (long) Iterables.size(keys.getRanges());
    return Math.max(1, named + (keys.isAll() ? 1 : 0));
  }
}
