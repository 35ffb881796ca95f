package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.load.Consent;
import dev.lintel.pipeline.load.LoadLevel;
import dev.lintel.pipeline.load.RowGuard;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.LoadOrder;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Everything that reading the files needs to know, checked against the database.
 *
 * @param schema the tables of the database, once the DDL is applied
 * @param loads what to read
 * @param operation how rows are written
 * @param agreedTo the effects on other rows that are allowed
 * @param settings how files of text are read, without columns
 * @param unpackLimit how much content a compressed file may have
 * @param afterRows statements for what the database is to have once the rows are there
 */
record ImportPlan(
    DatabaseSchema schema,
    ImmutableList<TableLoad> loads,
    Mutation.Op operation,
    Consent agreedTo,
    TextSettings settings,
    UnpackLimit unpackLimit,
    ImmutableList<String> afterRows)
    implements Serializable {

  /** The same plan for the database as it is now. */
  ImportPlan withSchema(DatabaseSchema current) {
    return new ImportPlan(current, loads, operation, agreedTo, settings, unpackLimit, afterRows);
  }

  /** Whether a load is for that table. */
  boolean namesTable(String table) {
    return loads.stream().anyMatch(load -> table.equalsIgnoreCase(load.tableOrNull()));
  }

  /** The guard of a table's rows. */
  RowGuard guard(Table table) {
    return RowGuard.of(schema, table, operation, agreedTo);
  }

  Table table(TableLoad load) {
    return schema.findTable(load.tableOrNull()).orElseThrow();
  }

  /** The tables, in the order in which they are loaded. */
  ImmutableList<LoadLevel> levels() {
    // The tables of rejected records are known only when they are read.
    boolean anyTable = loads.stream().anyMatch(TableLoad::isOfRejected);
    LoadOrder order =
        anyTable
            ? LoadOrder.withCycles(schema)
            : LoadOrder.withCycles(
                schema, loads.stream().map(load -> table(load).getName()).toList());
    return LoadLevel.allOf(schema, order);
  }

  /**
   * The stages of the pipeline.
   *
   * @param options with which the stores of the files are reached
   */
  ImmutableList<LoadStage> stages(PipelineOptions options) {
    // A file of rejected records may have rows of all levels, in any order.
    if (loads.stream().anyMatch(TableLoad::isOfRejected)) {
      return LoadStage.eachOf(levels());
    }
    Map<String, Integer> files = new HashMap<>();
    Map<String, Long> bytes = new HashMap<>();
    for (TableLoad load : loads) {
      files.merge(table(load).getName(), load.files().size(), Integer::sum);
      bytes.merge(table(load).getName(), load.recordBytes(options), Long::sum);
    }
    return LoadStage.allOf(
        levels(),
        level -> level.tables().stream().mapToInt(table -> files.getOrDefault(table, 0)).sum(),
        level -> level.tables().stream().mapToLong(table -> bytes.getOrDefault(table, 0L)).sum());
  }

  /** How a file of a load is read. */
  TextSettings settings(TableLoad load, DataFile file) {
    return load.columns().settings(settings, table(load), file);
  }
}
