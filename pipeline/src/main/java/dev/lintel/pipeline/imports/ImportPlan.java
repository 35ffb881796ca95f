package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.LoadOrder;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that reading the files needs to know, checked against the database.
 *
 * @param schema the tables of the database, once the DDL is applied
 * @param loads what to read
 * @param operation how rows are written
 * @param settings how files of text are read, without columns
 * @param ofExport whether the files are those of an export
 * @param afterRows statements for what the database is to have once the rows are there
 */
record ImportPlan(
    DatabaseSchema schema,
    ImmutableList<TableLoad> loads,
    Mutation.Op operation,
    TextSettings settings,
    boolean ofExport,
    ImmutableList<String> afterRows)
    implements Serializable {

  /** The same plan for the database as it is now. */
  ImportPlan withSchema(DatabaseSchema current) {
    return new ImportPlan(current, loads, operation, settings, ofExport, afterRows);
  }

  /** Whether a load is for that table. */
  boolean namesTable(String table) {
    return loads.stream().anyMatch(load -> table.equalsIgnoreCase(load.tableOrNull()));
  }

  Table table(TableLoad load) {
    return schema.findTable(load.tableOrNull()).orElseThrow();
  }

  /**
   * The tables, in the order in which they are loaded; those of one level at the same time.
   *
   * @throws dev.lintel.schema.TableCycleException if there is no such order
   */
  List<ImmutableList<String>> levels() {
    boolean anyTable = loads.stream().anyMatch(TableLoad::isOfRejected);
    // An export is from a database in which its rows could be written, even if tables need each
    // other.
    if (!anyTable && !ofExport) {
      return LoadOrder.of(schema, loads.stream().map(load -> table(load).getName()).toList())
          .getLevels();
    }
    // The tables of rejected records are known only when they are read, so tables that need each
    // other are no reason to refuse the others.
    return LoadOrder.withCycles(schema).getLevels();
  }

  /** How the files of a load are read: with its columns, or else those of its table. */
  TextSettings settings(TableLoad load) {
    return settings.withColumns(
        load.columns().isEmpty()
            ? table(load).getColumns().stream()
                .filter(Column::isWritable)
                .map(Column::getName)
                .toList()
            : load.columns());
  }
}
