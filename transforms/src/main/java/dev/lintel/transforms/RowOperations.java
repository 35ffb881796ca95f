package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/** The operations on rows of tables. Later clients also have operations on queues. */
final class RowOperations {
  private static final ImmutableSet<Mutation.Op> KNOWN =
      Sets.immutableEnumSet(
          Mutation.Op.INSERT,
          Mutation.Op.UPDATE,
          Mutation.Op.INSERT_OR_UPDATE,
          Mutation.Op.REPLACE,
          Mutation.Op.DELETE);

  private RowOperations() {}

  /**
   * Checks an operation before anything asks a mutation for its table, which one on a queue does
   * not have.
   *
   * @param operation a {@link Mutation.Op}. The parameter is any enum, so that a test can pass one
   *     that this client does not have
   * @throws IllegalArgumentException if the operation is not one on rows
   */
  static void check(Enum<?> operation) {
    if (!KNOWN.contains(operation)) {
      throw new IllegalArgumentException(
          "cannot write a Mutation with the operation "
              + operation
              + ": only rows of tables are written here, by "
              + KNOWN
              + "; leave it out, and commit it with the Spanner client itself");
    }
  }
}
