package dev.lintel.pipeline.copy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.load.LoadLevel;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.LoadOrder;

/**
 * Everything that copying needs to know, checked against both databases.
 *
 * @param schema the tables of the destination, with those that are to be created
 * @param tables those that are copied
 * @param snapshot as of which the source is read
 * @param operation how rows are written
 * @param afterRows statements for what the destination is to have once the rows are there
 */
record CopyPlan(
    DatabaseSchema schema,
    ImmutableList<CopiedTable> tables,
    Timestamp snapshot,
    Mutation.Op operation,
    ImmutableList<String> afterRows) {

  /** The same plan for the destination as it is now. */
  CopyPlan withSchema(DatabaseSchema current) {
    return new CopyPlan(current, tables, snapshot, operation, afterRows);
  }

  /** The tables, in the order in which they are copied. */
  ImmutableList<LoadLevel> levels() {
    return LoadLevel.allOf(
        schema, LoadOrder.withCycles(schema, tables.stream().map(CopiedTable::name).toList()));
  }

  CopiedTable table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }
}
