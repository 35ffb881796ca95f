package dev.lintel.pipeline.purge;

import com.google.cloud.Timestamp;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.exports.RowArchive;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import dev.lintel.transforms.DatabaseTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks everything that can be checked before any row is read, and collects all problems. It reads
 * through a lease that the caller releases before the pipeline runs.
 */
final class PurgePreflight {
  private final PurgeOptions options;
  private final SpannerConnection connection;
  private final RequestTimeout timeout;
  private final Problems problems;

  /**
   * @param problems those that were found before; takes what else is wrong
   */
  PurgePreflight(PurgeOptions options, SpannerConnection connection, Problems problems) {
    this.options = options;
    this.connection = connection;
    this.timeout = DatabaseAccess.requestTimeout(options);
    this.problems = problems;
  }

  /**
   * The result of the checks.
   *
   * @param settings how the text of files of keys is read
   * @param hint what the user should know, though it is no problem
   */
  record Checked(
      PurgePlan plan, DatabaseSchema schema, TextSettings settings, Optional<String> hint) {}

  /**
   * The plan of this run.
   *
   * @throws dev.lintel.pipeline.command.UsageException with all problems, if there are any
   */
  Checked check(RunId runId) throws InterruptedException {
    String database = connection.config().describe();
    int before = problems.count();
    checkSources();
    DatabaseSchema schema =
        timeout.await(
            "the schema of " + database, () -> SchemaReader.read(connection.databaseClient()));
    Optional<Table> table = table(schema);
    TextSettings settings = TextSettings.of(options, problems);
    // What is wrong with a condition or a key is known only when it is known which, and of what.
    if (table.isEmpty() || problems.count() > before) {
      problems.throwIfAny();
    }
    var rows = new SelectedRows(options, connection, schema, table.orElseThrow(), problems);
    Timestamp snapshot =
        timeout.await("the time of " + database, () -> DatabaseTime.now(connection));
    Optional<KeySource> source = rows.source(DatabaseTime.instant(snapshot), settings);
    problems.throwIfAny();
    RelatedTables related = RelatedTables.of(schema, table.get(), options.getIncludeChildren());
    var plan =
        new PurgePlan(
            schema.getDialect(),
            related,
            source.orElseThrow(),
            rows.conditionOrNull(),
            snapshot,
            options.getMaxRows(),
            options.getIncludeChildren(),
            options.getDryRun(),
            options.getRowsPerSecond() != null
                || options.getMaxCommitLatencyMillis() != null
                || options.getJobKey() != null,
            DatabaseAccess.requestOptions(options),
            options.getArchiveDir() == null || options.getDryRun()
                ? null
                : archive(schema, related, runId));
    return new Checked(
        plan, schema, settings, PolicyHint.of(options, table.get(), connection, timeout));
  }

  private RowArchive archive(DatabaseSchema schema, RelatedTables related, RunId runId)
      throws InterruptedException {
    return RowArchive.plan(
        connection,
        timeout,
        schema,
        related.order().stream().sorted().map(related::table).toList(),
        Formats.of(options.getFormat()),
        options.getArchiveDir(),
        "purge",
        runId,
        problems);
  }

  private void checkSources() {
    List<String> given = new ArrayList<>();
    if (options.getWhere() != null) {
      given.add("--where");
    } else if (options.getOlderThan() != null) {
      given.add("--olderThan");
    }
    if (options.getQuery() != null) {
      given.add("--query");
    }
    if (options.getInput() != null) {
      given.add("--input");
    }
    if (given.isEmpty()) {
      problems.add("--where, --olderThan, --query or --input is required: which rows to delete");
    } else if (given.size() > 1) {
      problems.add(
          "%s do not go together; give one of them (--where and --olderThan may be combined)"
              .formatted(String.join(" and ", given)));
    }
  }

  private Optional<Table> table(DatabaseSchema schema) {
    String name = options.getTableName();
    Optional<Table> table = schema.findTable(name);
    if (table.isEmpty()) {
      problems.add(
          "--tableName: the database has no table %s%s"
              .formatted(
                  name, nearest(name, schema.getTables().stream().map(Table::getName).toList())));
    } else if (table.get().getPrimaryKey().isEmpty()) {
      problems.add(
          ("--tableName: table %s has no primary key, so its rows cannot be deleted one by one; a"
                  + " table without one has a single row")
              .formatted(table.get().getName()));
      return Optional.empty();
    }
    return table;
  }

  static String nearest(String name, List<String> names) {
    return Nearest.to(name).among(names).map(other -> "; did you mean " + other + "?").orElse("");
  }
}
