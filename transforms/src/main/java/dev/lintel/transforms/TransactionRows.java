package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import java.util.Optional;

/**
 * The rows that a transaction of a {@link TransactRows} has read for one element, with the changes
 * of the elements before it in the same transaction. To be used during the call that it is given
 * to, on its thread.
 */
@FunctionalInterface
public interface TransactionRows {

  /**
   * Returns the row of a key, with the columns that were declared for the table; empty if there is
   * no such row.
   *
   * @param table a table that {@link TransactRows#withRead} names
   * @param key one of the keys that the function given there returns for the element
   * @throws IllegalArgumentException if no such row was asked for
   */
  Optional<Struct> find(String table, Key key);
}
