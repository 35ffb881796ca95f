package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ResultSet;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.NamedColumns;
import dev.lintel.transforms.ReadSpec;
import java.io.Serializable;

/**
 * One table that is copied.
 *
 * @param name as the destination spells it
 * @param read what is read of the source
 * @param count the query that counts these rows
 * @param columns those that are written
 */
record CopiedTable(String name, ReadSpec read, String count, ImmutableList<CopiedColumn> columns)
    implements Serializable {

  /** Whether a column has values that are written, and not made by the destination. */
  boolean isKnownBeforeWriting(String column) {
    return columns.stream()
        .filter(written -> written.name().equals(column))
        .anyMatch(
            written ->
                !(written instanceof CopiedColumn.Given constant
                    && constant.given().isCommitTimestamp()));
  }

  /** The row of the destination for the present row of the source. */
  Mutation row(ResultSet row, Mutation.Op operation) {
    Mutation.WriteBuilder write = NamedColumns.newWrite(name, operation);
    for (CopiedColumn column : columns) {
      write.set(column.name()).to(column.value(row));
    }
    return write.build();
  }
}
