package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.Iterables;
import com.google.protobuf.ByteString;
import dev.lintel.schema.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows that a transaction has read, as the writes that it buffers change them one after the
 * other: a read of the transaction does not show these. A row of which only the server knows what
 * it is after a write is unknown from then on. Belongs to one transaction; for one thread.
 */
final class RowStates {
  private final TransactPlan plan;

  /** The rows that were asked for; empty for one that does not exist. */
  private final Map<RowId, Optional<Struct>> rows = new HashMap<>();

  private final Set<RowId> unknown = new HashSet<>();

  /** The positions of the reads of which any row may have been written. */
  private final Set<Integer> unknownReads = new HashSet<>();

  private final Map<String, Optional<TransactPlan.Effect>> effects = new HashMap<>();

  RowStates(TransactPlan plan) {
    this.plan = plan;
  }

  /** Says that a row was asked for; it does not exist unless {@link #found} says so. */
  void asked(RowId row) {
    rows.put(row, Optional.empty());
  }

  /**
   * Says what a row is that was asked for.
   *
   * @throws IllegalStateException if it was not: then Spanner reads a key in another way, and the
   *     row that was asked for would count as missing
   */
  void found(RowId row, Struct columns) {
    if (rows.replace(row, Optional.of(columns)) == null) {
      throw new IllegalStateException(
          "Spanner returned a row of %s under another key than that it was asked for"
              .formatted(plan.reads().get(row.read()).table().getName()));
    }
  }

  /** Returns whether it is known what these rows are now. */
  boolean areKnown(Iterable<RowId> asked) {
    for (RowId row : asked) {
      if (unknown.contains(row) || unknownReads.contains(row.read())) {
        return false;
      }
    }
    return true;
  }

  /** Makes rows unknown, so that those who read them wait, too, and keep their order. */
  void hide(Set<RowId> hidden) {
    unknown.addAll(hidden);
  }

  /** Returns the rows of one element, as they are now. */
  TransactionRows of(PendingElement<?> element) {
    return (table, key) -> {
      for (int read = 0; read < plan.reads().size(); read++) {
        PlannedRead planned = plan.reads().get(read);
        if (planned.table().getName().equalsIgnoreCase(table)) {
          var row = new RowId(read, planned.placeOf(key));
          if (element.rows().containsKey(row)) {
            return rows.get(row);
          }
        }
      }
      throw new IllegalArgumentException(
          "The function of the keys of %s has not asked for such a row: every row to find has to be declared with withRead"
              .formatted(table));
    };
  }

  /** Applies a write that comes after all others. */
  void apply(Mutation write) {
    Optional<TransactPlan.Effect> known = effects.computeIfAbsent(write.getTable(), plan::effectOf);
    if (known.isEmpty()) {
      for (int read = 0; read < plan.reads().size(); read++) {
        unknownReads.add(read);
      }
      return;
    }
    TransactPlan.Effect effect = known.get();
    Mutation.Op operation = write.getOperation();
    if (operation == Mutation.Op.DELETE || operation == Mutation.Op.REPLACE) {
      // To replace a row, Spanner deletes it first, with the children that go along.
      unknownReads.addAll(effect.deletedAlong());
    }
    if (operation == Mutation.Op.DELETE) {
      effect.read().ifPresent(read -> delete(read, write.getKeySet()));
    } else {
      effect.read().ifPresent(read -> write(read, write));
    }
  }

  private void delete(int read, KeySet keys) {
    if (keys.isAll() || !Iterables.isEmpty(keys.getRanges())) {
      unknownReads.add(read);
      return;
    }
    for (Key key : keys.getKeys()) {
      ByteString place = ByteString.copyFrom(plan.reads().get(read).order().sortKey(key));
      rows.replace(new RowId(read, place), Optional.empty());
    }
  }

  private void write(int read, Mutation write) {
    PlannedRead planned = plan.reads().get(read);
    if (!namesItsKey(planned, write)) {
      unknownReads.add(read);
      return;
    }
    var row = new RowId(read, ByteString.copyFrom(planned.order().sortKey(write)));
    Optional<Struct> before = rows.get(row);
    if (before == null || unknown.contains(row)) {
      // No element of this transaction reads it, or none any more.
      return;
    }
    WrittenRow.after(plan.dialect(), planned, before.orElse(null), write)
        .ifPresentOrElse(after -> rows.put(row, Optional.of(after)), () -> unknown.add(row));
  }

  /** Whether the server adds nothing to the key of the row. */
  private static boolean namesItsKey(PlannedRead read, Mutation write) {
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Iterator<Value> values = write.getValues().iterator();
    for (String column : write.getColumns()) {
      if (!values.next().isCommitTimestamp()) {
        named.add(column);
      }
    }
    return named.containsAll(read.key().stream().map(Column::getName).toList());
  }
}
