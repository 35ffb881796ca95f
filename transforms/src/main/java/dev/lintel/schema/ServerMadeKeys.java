package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.io.Serializable;

/**
 * Knows the writes of a table for which the server makes a key that no other row has. Their places
 * in the {@link KeyOrder} are equal, because a part of the key is not known, but their keys are
 * not. Immutable and thread-safe.
 */
public final class ServerMadeKeys implements Serializable {

  private final ImmutableList<String> columns;

  private ServerMadeKeys(ImmutableList<String> columns) {
    this.columns = columns;
  }

  /** Returns those of a table. */
  public static ServerMadeKeys of(Table table) {
    return new ServerMadeKeys(
        table.getPrimaryKey().stream()
            .map(KeyPart::getColumn)
            .filter(column -> table.findColumn(column).filter(Column::isDefaultUnique).isPresent())
            .collect(toImmutableList()));
  }

  /**
   * Returns true if the write makes a row whose key no other write has. False for a delete, and if
   * nobody knows.
   */
  public boolean has(Mutation write) {
    if (columns.isEmpty() || write.getOperation() == Mutation.Op.DELETE) {
      return false;
    }
    return columns.stream()
        .anyMatch(column -> Streams.stream(write.getColumns()).noneMatch(column::equalsIgnoreCase));
  }
}
