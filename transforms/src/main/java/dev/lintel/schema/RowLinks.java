package dev.lintel.schema;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.ByteString;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How the rows of one table depend on other rows, read from the values of a mutation. For inserts
 * and updates; a delete does not name what it depends on. Immutable and thread-safe.
 */
public final class RowLinks implements Serializable {

  /** Columns that rows are named by, in the order of {@link Link#columns}. */
  record Target(int id, KeyOrder order) implements Serializable {
    RowReference reference(List<Value> values) {
      return new RowReference(id, ByteString.copyFrom(order.sortKey(values)));
    }
  }

  /** Columns of this table whose values name a row of the target. */
  record Link(ImmutableList<String> columns, Target target) implements Serializable {}

  private final boolean orderedByRows;
  private final Link key;
  private final ImmutableList<Link> provided;
  private final ImmutableList<Link> needed;
  private final ImmutableSet<String> chosenByServer;

  /**
   * @param orderedByRows see {@link #isOrderedByRows}
   * @param key the primary key
   * @param provided what rows of other tables, or of this one, refer to
   * @param needed what the rows refer to
   * @param chosenByServer the columns whose value the server may choose
   */
  RowLinks(
      boolean orderedByRows,
      Link key,
      List<Link> provided,
      List<Link> needed,
      ImmutableSet<String> chosenByServer) {
    this.orderedByRows = orderedByRows;
    this.key = key;
    this.provided = ImmutableList.copyOf(provided);
    this.needed = ImmutableList.copyOf(needed);
    this.chosenByServer = chosenByServer;
  }

  /**
   * Returns true if the order of tables does not settle the order of these rows: the table
   * references itself, or is in a cycle of references, or depends on such a cycle.
   */
  public boolean isOrderedByRows() {
    return orderedByRows;
  }

  /** Returns the row that a write names by its primary key; empty if it leaves out a part. */
  public Optional<RowReference> identity(Mutation write) {
    return Optional.ofNullable(reference(write, key, true));
  }

  /** Returns all names by which other rows may refer to the written row. */
  public List<RowReference> provided(Mutation write) {
    return references(write, provided);
  }

  /** Returns the rows that have to exist before this one can be written, except the row itself. */
  public List<RowReference> needed(Mutation write) {
    List<RowReference> rows = references(write, needed);
    if (!rows.isEmpty()) {
      rows.removeAll(provided(write));
    }
    return rows;
  }

  /**
   * Returns true if the row may need a row that {@link #needed} does not show, because the server
   * chooses the value of a referencing column.
   */
  public boolean needsUnknownRow(Mutation write) {
    for (Link link : needed) {
      for (String column : link.columns()) {
        if (chosenByServer.contains(column) && value(write, column) == null) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<RowReference> references(Mutation write, List<Link> links) {
    List<RowReference> references = new ArrayList<>(links.size());
    for (Link link : links) {
      RowReference reference = reference(write, link, false);
      if (reference != null) {
        references.add(reference);
      }
    }
    return references;
  }

  /** A foreign key with a null in it references no row. */
  private static @Nullable RowReference reference(Mutation write, Link link, boolean withNulls) {
    List<Value> values = new ArrayList<>(link.columns().size());
    for (String column : link.columns()) {
      Value value = value(write, column);
      if (value == null || (value.isNull() && !withNulls)) {
        return null;
      }
      values.add(value);
    }
    return link.target().reference(values);
  }

  private static @Nullable Value value(Mutation write, String column) {
    Iterator<Value> values = write.getValues().iterator();
    for (String name : write.getColumns()) {
      Value value = values.next();
      if (name.equalsIgnoreCase(column)) {
        return value;
      }
    }
    return null;
  }
}
