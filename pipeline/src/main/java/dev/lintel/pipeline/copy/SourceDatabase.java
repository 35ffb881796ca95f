package dev.lintel.pipeline.copy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.QueryOption;
import dev.lintel.pipeline.job.TimeOption;
import dev.lintel.pipeline.ledger.LedgerTables;
import dev.lintel.pipeline.selection.TableSelection;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import dev.lintel.transforms.DatabaseTime;
import dev.lintel.transforms.SnapshotAge;
import java.util.List;
import java.util.Optional;

/**
 * The source of a copy, as its snapshot shows it.
 *
 * @param definition its DDL
 * @param shapes the tables that are copied, as the spec shapes them
 * @param snapshot as of which rows are read
 */
record SourceDatabase(
    DatabaseDefinition definition, ImmutableList<TableShape> shapes, Timestamp snapshot) {

  Dialect dialect() {
    return definition.getDialect();
  }

  /**
   * Reads what there is to copy.
   *
   * @param destination the tables of the destination; empty if there is no such database
   * @param problems takes what is wrong with the selection, the spec and the snapshot
   */
  static SourceDatabase read(
      CopyOptions options,
      CopySpec spec,
      Optional<DatabaseSchema> destination,
      SpannerConnection connection,
      Problems problems)
      throws InterruptedException {
    RequestTimeout timeout = DatabaseAccess.requestTimeout(options);
    String database = connection.config().describe();
    DatabaseSchema schema =
        timeout.await(
            "the schema of " + database, () -> SchemaReader.read(connection.databaseClient()));
    List<String> ddl = timeout.await("the DDL of " + database, connection::getDdl);
    if (options.getTableNames() == null) {
      // They record the runs of this database, and would conflict with those of another one.
      schema = schema.withoutTables(LedgerTables.NAMES);
      ddl = DdlStatement.withoutTables(ddl, schema.getDialect(), LedgerTables.NAMES);
    }
    DatabaseSchema tables = schema;
    List<String> statements = ddl;
    DatabaseDefinition definition =
        timeout.await(
            "the schema of " + database,
            () -> DatabaseDefinitionReader.read(connection.databaseClient(), statements, tables));
    ImmutableList<Table> selected =
        TableSelection.of(
            schema,
            definition,
            new TableSelection.Choice(
                options.getTableNames(),
                options.getShouldCopyRelatedTables(),
                "--shouldCopyRelatedTables",
                "copy",
                "--sourceDatabaseId",
                name -> destination.flatMap(there -> there.findTable(name)).isPresent()),
            problems);
    ImmutableList<TableShape> shapes =
        new SpecTables(options, spec, schema.getDialect(), problems).of(selected);
    Timestamp snapshot = snapshot(options, connection, timeout, problems);
    var source = new SourceDatabase(definition, shapes, snapshot);
    if (problems.isEmpty()) {
      source.checkConditions(connection, timeout, problems);
    }
    if (problems.isEmpty() && options.getSnapshotTime() != null) {
      DatabaseSchema then =
          timeout.await(
              "the schema of " + database,
              () ->
                  SchemaReader.read(
                      connection.databaseClient(), TimestampBound.ofReadTimestamp(snapshot)));
      TableSelection.checkUnchanged(selected, then, options.getSnapshotTime(), problems);
    }
    return source;
  }

  private static Timestamp snapshot(
      CopyOptions options, SpannerConnection connection, RequestTimeout timeout, Problems problems)
      throws InterruptedException {
    String database = connection.config().describe();
    Optional<Timestamp> given =
        TimeOption.parse("--snapshotTime", options.getSnapshotTime(), problems);
    if (given.isEmpty()) {
      return timeout.await("the time of " + database, () -> DatabaseTime.now(connection));
    }
    timeout
        .await(
            "the version retention period of " + database,
            () -> SnapshotAge.of(connection).problem(TimestampBound.ofReadTimestamp(given.get())))
        .ifPresent(problem -> problems.add("--snapshotTime: " + problem));
    return given.get();
  }

  /** Lets Spanner read the conditions, without running them. */
  private void checkConditions(
      SpannerConnection connection, RequestTimeout timeout, Problems problems)
      throws InterruptedException {
    for (TableShape shape : shapes) {
      String where = shape.spec().where();
      if (where != null) {
        QueryOption.columns(
            SpecTables.whereOf(shape),
            CopiedRows.query(dialect(), "COUNT(*) AS N", shape.source(), where),
            connection,
            timeout,
            problems);
      }
    }
  }
}
