package dev.lintel.pipeline.verify;

import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.TableDefinition;
import dev.lintel.schema.DatabaseSchema;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the schema of one side.
 *
 * @param schema its tables, as rows need them
 * @param definition what its DDL says, for constraints and expressions
 */
record DescribedSchema(DatabaseSchema schema, DatabaseDefinition definition) {

  Optional<TableDefinition> definitionOf(String table) {
    return definition.findTable(table);
  }

  DescribedSchema withoutTables(Set<String> names) {
    return new DescribedSchema(schema.withoutTables(names), definition);
  }
}
