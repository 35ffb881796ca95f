package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.LoadOrder;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that reading the files needs to know, checked against the database.
 *
 * @param schema the tables that there are, or will be once the DDL is applied
 * @param loads what to read
 * @param operation how rows are written
 * @param layout how CSV files are laid out
 * @param textFormat how values are spelt in them
 * @param ofExport whether the files are those of an export
 * @param afterRows statements for what the database is to have once the rows are there
 */
record ImportPlan(
    DatabaseSchema schema,
    ImmutableList<TableLoad> loads,
    Mutation.Op operation,
    CsvLayout layout,
    TextFormat textFormat,
    boolean ofExport,
    ImmutableList<String> afterRows)
    implements Serializable {

  /** The same plan for the database as it is now. */
  ImportPlan withSchema(DatabaseSchema current) {
    return new ImportPlan(current, loads, operation, layout, textFormat, ofExport, afterRows);
  }

  /** True if a load is for that table. */
  boolean namesTable(String table) {
    return loads.stream().anyMatch(load -> table.equalsIgnoreCase(load.table()));
  }

  Table table(TableLoad load) {
    return schema.findTable(load.table()).orElseThrow();
  }

  /**
   * The tables, in the order in which they are loaded; those of one level at the same time.
   *
   * @throws dev.lintel.schema.TableCycleException if there is no such order
   */
  List<ImmutableList<String>> levels() {
    boolean anyTable = loads.stream().anyMatch(load -> load.format() == RecordFormat.REJECTED);
    // An export is of a database that had a way to come into being, even if tables need each other.
    if (!anyTable && !ofExport) {
      return LoadOrder.of(schema, loads.stream().map(load -> table(load).getName()).toList())
          .getLevels();
    }
    // Which tables rejected records are of is known only when they are read; so tables that need
    // each other are no reason to refuse the others.
    return LoadOrder.withCycles(schema).getLevels();
  }

  /** The columns of a CSV file's fields, unless its header names them. */
  List<String> columns(TableLoad load) {
    if (!load.columns().isEmpty()) {
      return load.columns();
    }
    return table(load).getColumns().stream()
        .filter(column -> column.isWritable())
        .map(column -> column.getName())
        .toList();
  }
}
