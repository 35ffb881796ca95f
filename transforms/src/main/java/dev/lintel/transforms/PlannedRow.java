package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.Iterables;
import com.google.protobuf.ByteString;
import dev.lintel.schema.RowLinks;
import dev.lintel.schema.RowReference;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A row, and what decides its place among the others. Used within one bundle.
 *
 * @param row the mutation, as Beam gave it
 * @param kind which rows it must not overtake
 * @param single whether it changes one row, by its key
 * @param level the level of its table; a table depends only on tables of lower levels
 * @param table the table as the database spells it
 * @param key the sort key of the row
 * @param ofMadeKey whether the server makes a key for the row that no other row has
 * @param identity the row itself; null if the mutation does not name the whole key, or if the rows
 *     of the table never wait for others
 * @param provides all names by which other rows may refer to this one
 * @param needs the rows that have to exist before this one can be written
 * @param orderedByRows whether the rows of this level are ordered by what they need
 * @param needsUnknownRow whether it may need rows that {@code needs} does not show
 */
record PlannedRow(
    PendingRow row,
    Kind kind,
    boolean single,
    int level,
    String table,
    ByteString key,
    boolean ofMadeKey,
    @Nullable RowReference identity,
    List<RowReference> provides,
    List<RowReference> needs,
    boolean orderedByRows,
    boolean needsUnknownRow) {

  /** Rows of one kind may be sorted; rows of different kinds never overtake each other. */
  enum Kind {
    WRITE,
    DELETE
  }

  /** The level of a table that the schema does not have, which may depend on any other table. */
  static final int UNKNOWN_LEVEL = Integer.MAX_VALUE;

  /** The level of a table of a cycle, or of one that depends on a cycle. */
  static final int CYCLE_LEVEL = UNKNOWN_LEVEL - 1;

  /** Returns true if the schema has the table. */
  boolean isOfKnownTable() {
    return level != UNKNOWN_LEVEL;
  }

  /**
   * Returns a row with what decides its place.
   *
   * @param rank of its table; null if the schema does not have the table
   */
  static PlannedRow of(PendingRow row, TableRanks.@Nullable Rank rank) {
    Mutation mutation = row.mutation();
    boolean delete = mutation.getOperation() == Mutation.Op.DELETE;
    if (rank == null) {
      return new PlannedRow(
          row,
          delete ? Kind.DELETE : Kind.WRITE,
          false,
          UNKNOWN_LEVEL,
          mutation.getTable(),
          ByteString.EMPTY,
          false,
          null,
          List.of(),
          List.of(),
          false,
          false);
    }
    RowLinks links = rank.links();
    ByteString key = ByteString.copyFrom(rank.order().sortKey(mutation));
    boolean ofMadeKey = rank.madeKeys().has(mutation);
    if (links == null || delete) {
      return new PlannedRow(
          row,
          delete ? Kind.DELETE : Kind.WRITE,
          !delete || isOneRow(mutation),
          rank.level(),
          rank.name(),
          key,
          ofMadeKey,
          null,
          List.of(),
          List.of(),
          links != null && links.isOrderedByRows(),
          false);
    }
    return new PlannedRow(
        row,
        Kind.WRITE,
        true,
        rank.level(),
        rank.name(),
        key,
        ofMadeKey,
        links.identity(mutation).orElse(null),
        links.provided(mutation),
        links.needed(mutation),
        links.isOrderedByRows(),
        links.needsUnknownRow(mutation));
  }

  private static boolean isOneRow(Mutation delete) {
    var keys = delete.getKeySet();
    return !keys.isAll()
        && Iterables.size(keys.getKeys()) == 1
        && Iterables.isEmpty(keys.getRanges());
  }

  Mutation mutation() {
    return row.mutation();
  }

  /** Returns true if the row may have to wait for another row of its bundle. */
  boolean mayWait() {
    return needsUnknownRow || !needs.isEmpty();
  }

  /** Returns true if the two rows have to be applied in their order. */
  boolean keepsOrderWith(PlannedRow other) {
    return !single || !other.single || isOfSameKey(other);
  }

  private boolean isOfSameKey(PlannedRow other) {
    return !ofMadeKey && !other.ofMadeKey && table.equals(other.table) && key.equals(other.key);
  }
}
