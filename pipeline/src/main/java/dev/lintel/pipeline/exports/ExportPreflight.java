package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.TimestampBound;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.ObjectSchemas;
import dev.lintel.pipeline.exports.ExportTable.Since;
import dev.lintel.pipeline.files.FileMatches;
import dev.lintel.pipeline.files.Folders;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.QueryOption;
import dev.lintel.pipeline.ledger.LedgerTables;
import dev.lintel.pipeline.ledger.Watermarks;
import dev.lintel.pipeline.selection.TableSelection;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import dev.lintel.transforms.DatabaseTime;
import dev.lintel.transforms.SnapshotAge;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Checks everything that can be checked before anything is written, and collects all problems. It
 * reads through a lease that the caller releases before the pipeline runs.
 */
final class ExportPreflight {
  private final ExportOptions options;
  private final SpannerConnection connection;
  private final Console console;
  private final ExportTimes times;
  private final RequestTimeout timeout;
  private final String database;
  private final Problems problems;

  /**
   * @param problems those that were found before; takes what else is wrong
   */
  ExportPreflight(
      ExportOptions options,
      ExportTimes times,
      SpannerConnection connection,
      Console console,
      Problems problems) {
    this.options = options;
    this.console = console;
    this.connection = connection;
    this.times = times;
    this.timeout = DatabaseAccess.requestTimeout(options);
    this.database = connection.config().describe();
    this.problems = problems;
  }

  /**
   * The plan of this run.
   *
   * @param watermarks what {@code --since=last} stands for; empty for the exports that there are
   * @throws UsageException with all problems, if there are any
   */
  ExportPlan check(RunId runId, Optional<Watermarks> watermarks) throws InterruptedException {
    checkSnapshot();
    TextFiles.check(options, problems);
    TemporaryFolder.check(options, problems);
    if (options.getShouldExportTimestampAsLogicalType()
        && options.getParquetTypes() == ParquetTypes.NANOS) {
      problems.add(
          "--shouldExportTimestampAsLogicalType rounds timestamps down to microseconds, and"
              + " --parquetTypes=nanos keeps their nanoseconds; leave out one of them");
    }
    return options.getQuery() == null ? ofTables(runId, watermarks) : ofQuery(runId);
  }

  private void checkSnapshot() throws InterruptedException {
    timeout
        .await(
            "the version retention period of " + database,
            () -> SnapshotAge.of(connection).problem(times.bound()))
        .ifPresent(problem -> problems.add("--snapshotTime: " + problem));
    if (times.since().isPresent()) {
      checkSince(times.since().get());
    }
  }

  private void checkSince(Timestamp since) throws InterruptedException {
    Timestamp until =
        times.snapshot().isPresent()
            ? times.snapshot().get()
            : timeout.await("the time of " + database, () -> DatabaseTime.now(connection));
    if (since.compareTo(until) >= 0) {
      problems.add("--since: %s is not before the snapshot, %s".formatted(since, until));
    }
  }

  private ExportPlan ofTables(RunId runId, Optional<Watermarks> watermarks)
      throws InterruptedException {
    DatabaseSchema schema = schema(TimestampBound.strong());
    List<String> ddl = timeout.await("the DDL of " + database, connection::getDdl);
    if (hasAllDdl()) {
      // They record the runs of this database, and would conflict with those of another one.
      schema = schema.withoutTables(LedgerTables.NAMES);
      ddl = DdlStatement.withoutTables(ddl, schema.getDialect(), LedgerTables.NAMES);
    }
    DatabaseDefinition definition = definition(ddl, schema);
    boolean isText = options.getTextWritePrefix() != null;
    ImmutableList<Table> tables =
        TableSelection.of(
            schema,
            definition,
            new TableSelection.Choice(
                options.getTableNames(),
                options.getShouldExportRelatedTables(),
                "--shouldExportRelatedTables",
                "export",
                "--databaseId",
                // Text files say nothing of what else a database needs.
                name -> isText),
            problems);
    if (isText && (options.getTableNames() == null || tables.size() > 1)) {
      problems.add("--textWritePrefix: its files are of one table; give that one as --tableNames");
    }
    Watermarks earlier =
        EarlierExports.LAST.equals(options.getSince())
            ? watermarks.orElseGet(() -> earlierExports(tables, definition.getDialect()))
            : Watermarks.NONE;
    ImmutableMap<String, String> columns = WatermarkColumns.of(schema, tables, options, problems);
    IncrementalWindows windows =
        times
            .since()
            .map(time -> IncrementalWindows.since(time, columns))
            .orElseGet(() -> IncrementalWindows.following(earlier, columns));
    checkWindows(windows.byTable());
    if (!definition.getProtoBundle().isEmpty()) {
      problems.add(
          "--databaseId: the database has a proto bundle, and an export of it could not be"
              + " imported, as its descriptors are not written yet");
    }
    if (problems.isEmpty() && times.snapshot().isPresent()) {
      TableSelection.checkUnchanged(
          tables, schema(times.bound()), options.getSnapshotTime(), problems);
    }
    problems.throwIfAny();
    definition
        .getUnreadTables()
        .forEach(
            table ->
                console.line(
                    ("lintel export: the DDL of table %s cannot be read, so the export has the"
                            + " table as INFORMATION_SCHEMA shows it")
                        .formatted(table)));
    if (hasAllDdl()) {
      ObjectSchemas.notExpressible(definition)
          .forEach(
              text ->
                  console.line(
                      "lintel export: Google's format has no place for this, only %s has: %s"
                          .formatted(LintelExport.FILE_NAME, text)));
    }
    windows.wholeAgain().forEach(table -> noteWholeAgain(table, columns.get(table)));
    if (options.getFormat() == RecordFormat.AVRO) {
      RenamedColumns.of(tables)
          .forEach(renamed -> console.line("lintel export: " + renamed.warning()));
    }
    ExportPlan plan =
        new TablesPlan(
                ExportSettings.of(options),
                definition,
                tables,
                hasAllDdl() ? TablesPlan.OtherObjects.ALL : TablesPlan.OtherObjects.NEEDED,
                columns,
                windows.byTable())
            .plan(isText ? "" : folder(runId), runId, connection.config().resourceName());
    return isText ? asText(plan, tables.get(0)) : plan;
  }

  private ExportPlan asText(ExportPlan plan, Table table) {
    TextFiles text;
    try {
      text = TextFiles.of(options.getTextWritePrefix(), table);
    } catch (IOException e) {
      throw new UsageException("--textWritePrefix: " + e.getMessage());
    }
    text.warning().ifPresent(line -> console.line("lintel export: " + line));
    return text.inPlaceOf(plan, options.getTempDirectory());
  }

  private boolean hasAllDdl() {
    return options.getTableNames() == null || options.getExportedDdl() == ExportedDdl.ALL;
  }

  private DatabaseSchema schema(TimestampBound bound) throws InterruptedException {
    return timeout.await(
        "the schema of " + database, () -> SchemaReader.read(connection.databaseClient(), bound));
  }

  private DatabaseDefinition definition(List<String> ddl, DatabaseSchema schema)
      throws InterruptedException {
    return timeout.await(
        "the schema of " + database,
        () -> DatabaseDefinitionReader.read(connection.databaseClient(), ddl, schema));
  }

  /** A window that ends before it begins has no rows, and the next one would not be correct. */
  private void checkWindows(Map<String, Since> windows) {
    if (times.snapshot().isEmpty() || times.since().isPresent()) {
      return;
    }
    Timestamp until = times.snapshot().get();
    windows.forEach(
        (table, since) -> {
          if (Timestamp.parseTimestamp(since.time()).compareTo(until) >= 0) {
            problems.add(
                "--since=last: %s was exported as of %s, which is not before the snapshot, %s"
                    .formatted(table, since.time(), until));
          }
        });
  }

  private Watermarks earlierExports(List<Table> tables, Dialect dialect) {
    if (options.getOutputDir() == null) {
      return Watermarks.NONE;
    }
    Set<String> names =
        tables.stream()
            .filter(table -> !WatermarkColumns.candidates(table).isEmpty())
            .map(Table::getName)
            .collect(Collectors.toSet());
    try {
      List<String> folders =
          Folders.containing(outputFolder(), namePrefix(), EarlierExports.FILES, options);
      return new EarlierExports(connection.config().resourceName(), dialect)
          .watermarks(folders, names);
    } catch (IOException e) {
      problems.add("--since=last: " + e.getMessage());
      return Watermarks.NONE;
    } catch (IllegalArgumentException e) {
      // No file system is known by the scheme of outputDir, which has been reported then.
      return Watermarks.NONE;
    }
  }

  private void noteWholeAgain(String table, String column) {
    console.line(
        "lintel export: %s is exported whole once more, because its earlier exports did not go by"
                .formatted(table)
            + " its column "
            + column);
  }

  private ExportPlan ofQuery(RunId runId) throws InterruptedException {
    for (var other :
        new ImmutableMap.Builder<String, Boolean>()
            .put("tableNames", options.getTableNames() != null)
            .put("shouldExportRelatedTables", options.getShouldExportRelatedTables())
            .put("since", options.getSince() != null)
            .put("watermarkColumn", options.getWatermarkColumn() != null)
            .put("requireWatermark", options.getRequireWatermark())
            .buildOrThrow()
            .entrySet()) {
      if (other.getValue()) {
        problems.add("--%s does not go with --query".formatted(other.getKey()));
      }
    }
    Optional<ImmutableList<Type.StructField>> columns =
        QueryOption.columns(options.getQuery(), connection, timeout, problems);
    problems.throwIfAny();
    Dialect dialect =
        timeout.await("the dialect of " + database, connection.databaseClient()::getDialect);
    return new QueryPlan(options, dialect, columns.orElseThrow())
        .plan(folder(runId), runId, connection.config().resourceName());
  }

  /** The folder of the run, which nobody has yet. */
  private String folder(RunId runId) {
    String folder = outputFolder() + namePrefix() + runId + "/";
    try {
      if (FileMatches.of(folder + "**").isEmpty()) {
        return folder;
      }
    } catch (IOException e) {
      throw new UsageException("--outputDir: %s: %s".formatted(folder, e.getMessage()));
    }
    throw new UsageException(
        "--outputDir: %s is of another run of this second; try again".formatted(folder));
  }

  private ResourceId outputFolder() {
    return FileSystems.matchNewResource(options.getOutputDir(), /* isDirectory= */ true);
  }

  /** What the names of the folders of the database's exports begin with. */
  private String namePrefix() {
    var config = connection.config();
    return "%s-%s-".formatted(config.instanceId(), config.databaseId());
  }
}
