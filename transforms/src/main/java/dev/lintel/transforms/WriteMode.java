package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import java.util.Iterator;

/** The operation that writes the rows. */
public enum WriteMode {
  /** The operation that each mutation was built with. */
  AS_GIVEN,
  /**
   * Fails for a row that exists. After an answer was lost, it may be unknown whether the row
   * existed before; then the code of the failure is UNKNOWN instead of ALREADY_EXISTS. A bundle
   * that the runner repeats finds the rows that it has written itself.
   */
  INSERT,
  /** Fails for a row that does not exist. */
  UPDATE,
  /** Writes the named columns, whether the row exists or not. */
  INSERT_OR_UPDATE,
  /** Writes the whole row; columns that are not named become null. */
  REPLACE;

  /** Returns the mutation with this operation; a delete is returned unchanged. */
  Mutation apply(Mutation mutation) {
    if (this == AS_GIVEN
        || mutation.getOperation() == Mutation.Op.DELETE
        || mutation.getOperation().name().equals(name())) {
      return mutation;
    }
    String table = mutation.getTable();
    var builder =
        switch (this) {
          case INSERT -> Mutation.newInsertBuilder(table);
          case UPDATE -> Mutation.newUpdateBuilder(table);
          case INSERT_OR_UPDATE -> Mutation.newInsertOrUpdateBuilder(table);
          case REPLACE -> Mutation.newReplaceBuilder(table);
          case AS_GIVEN -> throw new IllegalStateException();
        };
    Iterator<com.google.cloud.spanner.Value> values = mutation.getValues().iterator();
    for (String column : mutation.getColumns()) {
      builder.set(column).to(values.next());
    }
    return builder.build();
  }
}
