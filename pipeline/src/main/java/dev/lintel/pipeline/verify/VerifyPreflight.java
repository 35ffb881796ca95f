package dev.lintel.pipeline.verify;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.TimeOption;
import dev.lintel.pipeline.ledger.LedgerTables;
import dev.lintel.pipeline.verify.VerifyPlan.OfDatabase;
import dev.lintel.pipeline.verify.VerifyPlan.OfFolder;
import dev.lintel.pipeline.verify.VerifyPlan.Reference;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import dev.lintel.transforms.DatabaseTime;
import dev.lintel.transforms.SnapshotAge;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks everything that can be checked before rows are compared, compares the schemas, and
 * collects all problems. It reads through leases that it releases before the pipeline runs.
 */
final class VerifyPreflight {
  private final VerifyOptions options;
  private final JobContext context;
  private final Problems problems;
  private final RequestTimeout timeout;

  VerifyPreflight(VerifyOptions options, JobContext context) {
    this.options = options;
    this.context = context;
    this.problems = context.problems();
    this.timeout = DatabaseAccess.requestTimeout(options);
  }

  /**
   * The time as of which a database is read.
   *
   * @param note what the user should know of it
   */
  private record Snapshot(Timestamp time, Optional<String> note) {}

  /** The checked database as it was at the time of the snapshot. */
  private record Checked(Snapshot snapshot, DescribedSchema schema) {}

  /**
   * The plan of this run.
   *
   * @throws UsageException with all problems, if there are any
   */
  VerifyPlan check() throws InterruptedException {
    Optional<Timestamp> given =
        TimeOption.parse("--snapshotTime", options.getSnapshotTime(), problems);
    return options.getAgainst() == null ? againstDatabase(given) : againstFolder(given);
  }

  private VerifyPlan againstDatabase(Optional<Timestamp> given) throws InterruptedException {
    if (options.getDataBoostEnabled()) {
      problems.add(
          "--dataBoostEnabled does not go with --againstDatabaseId: the databases compute checksums"
              + " of their rows, which Data Boost cannot");
    }
    DatabaseName name = VerifyCommand.against(options);
    ConnectionConfig other = context.configs().apply(name);
    if (other.resourceName().equals(context.config().resourceName())) {
      problems.add(
          name.databaseOption(),
          "%s is the database that is checked; name another one".formatted(other.describe()));
      problems.throwIfAny();
    }
    Checked actual =
        DatabaseAccess.inspect(
            context.config(),
            problems,
            connection -> checked(connection, snapshot(connection, given)));
    DescribedSchema expected =
        DatabaseAccess.inspect(
            other,
            name.databaseOption(),
            problems,
            connection -> {
              checkAge(connection, actual.snapshot().time());
              return schema(connection, actual.snapshot().time());
            });
    return plan(new OfDatabase(other, expected), actual);
  }

  private VerifyPlan againstFolder(Optional<Timestamp> given) throws InterruptedException {
    if (options.getRecheckSeconds() != null) {
      problems.add(
          "--recheckSeconds does not go with --against: an export does not change, so what differs"
              + " from it does so later, too");
    }
    FolderReference folder = FolderReference.open(options, problems);
    if (folder.notRead() > 0) {
      context
          .console()
          .line(
              "lintel verify: the store keeps no checksums of the export's files, and %d of them were"
                      .formatted(folder.notRead())
                  + " compared with their manifests by size only, because there is too much to"
                  + " read");
    }
    Checked actual =
        DatabaseAccess.inspect(
            context.config(),
            problems,
            connection -> checked(connection, ofFolder(connection, folder, given)));
    return plan(new OfFolder(folder), actual);
  }

  private Snapshot snapshot(SpannerConnection connection, Optional<Timestamp> given)
      throws InterruptedException {
    if (given.isEmpty()) {
      return new Snapshot(now(connection), Optional.empty());
    }
    checkAge(connection, given.get());
    return new Snapshot(given.get(), Optional.empty());
  }

  /** An export is of one time, so the database is compared as it was then, if that is known. */
  private Snapshot ofFolder(
      SpannerConnection connection, FolderReference folder, Optional<Timestamp> given)
      throws InterruptedException {
    if (given.isPresent()) {
      return snapshot(connection, given);
    }
    if (folder.readTimestamp().isEmpty()) {
      return new Snapshot(
          now(connection), Optional.of("the export does not say of which time it is"));
    }
    Timestamp exported = folder.readTimestamp().get();
    if (!folder.isOf(connection.config().resourceName())) {
      return new Snapshot(now(connection), Optional.of("the export is of another database"));
    }
    Optional<String> problem = age(connection, exported);
    return problem.isEmpty()
        ? new Snapshot(
            exported,
            Optional.of(
                "the time of the export; --snapshotTime with a later time shows what has changed"
                    + " since"))
        : new Snapshot(now(connection), Optional.of("the export is older: " + problem.get()));
  }

  private void checkAge(SpannerConnection connection, Timestamp time) throws InterruptedException {
    age(connection, time).ifPresent(problem -> problems.add("--snapshotTime: " + problem));
    problems.throwIfAny();
  }

  private Optional<String> age(SpannerConnection connection, Timestamp time)
      throws InterruptedException {
    return timeout.await(
        "the version retention period of " + connection.config().describe(),
        () -> SnapshotAge.of(connection).problem(TimestampBound.ofReadTimestamp(time)));
  }

  /** The latest time of which everything is known, by the clock of Spanner. */
  private Timestamp now(SpannerConnection connection) throws InterruptedException {
    return timeout.await(
        "the time of " + connection.config().describe(), () -> DatabaseTime.now(connection));
  }

  private Checked checked(SpannerConnection connection, Snapshot snapshot)
      throws InterruptedException {
    return new Checked(snapshot, schema(connection, snapshot.time()));
  }

  private DescribedSchema schema(SpannerConnection connection, Timestamp time)
      throws InterruptedException {
    String database = connection.config().describe();
    DatabaseSchema schema =
        timeout.await(
            "the schema of " + database,
            () ->
                SchemaReader.read(
                    connection.databaseClient(), TimestampBound.ofReadTimestamp(time)));
    List<String> ddl = timeout.await("the DDL of " + database, connection::getDdl);
    DatabaseDefinition definition =
        timeout.await(
            "the schema of " + database,
            () -> DatabaseDefinitionReader.read(connection.databaseClient(), ddl, schema));
    return new DescribedSchema(schema, definition);
  }

  private VerifyPlan plan(Reference reference, Checked checked) {
    DescribedSchema expected = visible(reference.schema());
    DescribedSchema actual = visible(checked.schema());
    TableChoice choice = TableChoice.of(options, expected.schema(), actual.schema(), problems);
    problems.throwIfAny();
    SchemaComparison.Result schemas = SchemaComparison.compare(expected, actual, choice);
    if (schemas.tables().isEmpty() && schemas.notCompared().isEmpty()) {
      problems.add("--databaseId: neither side has a table, so there is nothing to compare");
    }
    schemas.tables().forEach(table -> checkTypes(table, choice));
    if (reference instanceof OfFolder of) {
      checkSameSchema(of.folder().folder(), expected.schema(), actual.schema());
      schemas = schemas.withTables(exported(schemas.tables()));
    }
    problems.throwIfAny();
    if (options.getFloatTolerance() != null) {
      double tolerance = options.getFloatTolerance();
      schemas =
          schemas.withTables(
              schemas.tables().stream()
                  .map(table -> table.withFloatTolerance(tolerance))
                  .collect(toImmutableList()));
    }
    return new VerifyPlan(
        reference, actual, schemas, checked.snapshot().time(), checked.snapshot().note());
  }

  /** They record the runs of a database, and are no part of its data. */
  private DescribedSchema visible(DescribedSchema schema) {
    return options.getTableNames() == null ? schema.withoutTables(LedgerTables.NAMES) : schema;
  }

  /** A folder that has no table of the database is the wrong one. */
  private void checkSameSchema(
      ExportFolder folder, DatabaseSchema expected, DatabaseSchema actual) {
    if (!actual.getTables().isEmpty()
        && expected.getTables().stream()
            .map(Table::getName)
            .noneMatch(name -> actual.findTable(name).isPresent())) {
      problems.add(
          FolderReference.OPTION,
          "%s is of another schema: the database has no table of it".formatted(folder.path()));
    }
  }

  private void checkTypes(TableComparison table, TableChoice choice) {
    Stream.of(table.getActual(), table.getExpected())
        .flatMap(side -> side.table().getColumns().stream())
        .filter(column -> !column.isTypeKnown())
        .filter(column -> column.getSource() != Column.Source.GENERATED)
        .filter(column -> !choice.ignores(table.getTable(), column.getName()))
        .map(
            column ->
                ("--databaseId: column %s of table %s has the type %s, which this release does not"
                        + " read; ignore it with --ignoreColumns=%s.%s")
                    .formatted(
                        column.getName(),
                        table.getTable(),
                        column.getTypeName(),
                        table.getTable(),
                        column.getName()))
        .distinct()
        .forEach(problems::add);
  }

  /** The columns that an export does not contain. */
  private static ImmutableList<String> generated(TableComparison table) {
    return table.getExpected().columns().stream()
        .filter(column -> column.getSource() == Column.Source.GENERATED)
        .map(Column::getName)
        .collect(toImmutableList());
  }

  /** The tables with the columns that an export contains. */
  private ImmutableList<TableComparison> exported(List<TableComparison> tables) {
    ImmutableList.Builder<TableComparison> exported = ImmutableList.builder();
    for (TableComparison table : tables) {
      ImmutableList<String> generated = generated(table);
      Optional<String> ofKey =
          table.getExpected().table().getPrimaryKey().stream()
              .map(KeyPart::getColumn)
              .filter(generated::contains)
              .findFirst();
      if (ofKey.isPresent()) {
        problems.add(
            FolderReference.OPTION,
            ("the key of table %s has the generated column %s, which an export does not contain;"
                    + " name the other tables with --tableNames, or compare with a database")
                .formatted(table.getTable(), ofKey.get()));
      } else if (generated.size() == table.getColumnCount()) {
        context
            .console()
            .line(
                "lintel verify: the rows of %s are not compared, because an export does not contain any of its columns"
                    .formatted(table.getTable()));
      } else {
        exported.add(table.withIgnoredColumns(generated));
      }
    }
    return exported.build();
  }
}
