package dev.lintel.schema;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.Iterables;
import java.io.Serializable;

/**
 * Computes how much a {@link Mutation} counts against {@link #COMMIT_LIMIT}. Immutable and
 * thread-safe. Everything that depends on the schema is computed in advance, so that weighing a row
 * costs one map lookup for each column.
 *
 * <p>Spanner counts the columns that an insert or update affects, always including those of the
 * primary key, and 1 for a delete. It also counts the changed entries of secondary indexes, but its
 * documentation does not specify every case. So for single rows this weight is an upper bound: for
 * every index that may change it has all columns of the new entry (its key, its stored columns and
 * the table's key) and, unless the row is known to be new, 1 for the removed entry. It is no bound
 * for ranges of keys and for children deleted by ON DELETE CASCADE, because their number of rows is
 * unknown: a range counts as one row, the children do not count.
 */
public final class MutationWeights implements Serializable {

  /** Spanner's limit for the weight of one commit, or of one group of a BatchWrite. */
  public static final long COMMIT_LIMIT = 80_000;

  private final NameMap<TableWeights> tables;

  private MutationWeights(NameMap<TableWeights> tables) {
    this.tables = tables;
  }

  /** Returns the weights for a schema. */
  public static MutationWeights of(DatabaseSchema schema) {
    return new MutationWeights(NameMap.of(schema.getTables(), Table::getName, TableWeights::new));
  }

  /**
   * Returns the weight of a mutation, at least 1. For a table that is not in the schema it is the
   * number of columns.
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
