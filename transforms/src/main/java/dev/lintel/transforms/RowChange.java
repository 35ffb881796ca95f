package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import java.io.Serializable;

/**
 * Computes what an element changes, from the rows that were read for it.
 *
 * <p>It may be called several times for one element, also by several threads at a time, and only
 * the mutations of the last call are committed. So it must have no effects of its own, such as
 * messages that it sends or fields that it sets, and its result should follow from its arguments
 * alone.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface RowChange<T> extends Serializable {

  /**
   * Returns the mutations of an element, in the order to apply them; none if nothing is to change.
   * If this throws a RuntimeException, the element fails with its message, and nothing of it is
   * written.
   *
   * @param rows what was read for this element; to be used during this call only
   */
  Iterable<Mutation> mutations(T element, TransactionRows rows);
}
