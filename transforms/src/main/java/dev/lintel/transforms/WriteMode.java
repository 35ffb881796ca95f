package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import java.util.Iterator;

/** The operation that rows are written with. */
public enum WriteMode {
  /** The one that each mutation was built with. */
  AS_GIVEN,
  /** Fails for a row that exists; so does the same commit when it is sent again. */
  INSERT,
  /** Fails for a row that does not exist. */
  UPDATE,
  /** Writes the columns that are named, whether the row exists or not. */
  INSERT_OR_UPDATE,
  /** Writes the row anew, with null in the columns that are not named. */
  REPLACE;

  /** The mutation with this operation; a delete is left alone. */
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
