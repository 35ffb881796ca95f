package dev.lintel.pipeline.purge;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.exports.RowArchive;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.InputFinder;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.imports.ImportFormat;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.QueryOption;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks everything that can be checked before any row is read, and collects all problems. It reads
 * through a lease that the caller releases before the pipeline runs.
 */
final class PurgePreflight {
  /** How many records of a file are looked at to find one that is different. */
  private static final int RECORDS_LOOKED_AT = 100;

  private final PurgeOptions options;
  private final SpannerConnection connection;
  private final RequestTimeout timeout;
  private final Instant start;
  private final Problems problems;

  /**
   * @param start of the run
   * @param problems those that were found before; takes what else is wrong
   */
  PurgePreflight(
      PurgeOptions options, SpannerConnection connection, Instant start, Problems problems) {
    this.options = options;
    this.connection = connection;
    this.timeout = DatabaseAccess.requestTimeout(options);
    this.start = start;
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
    var rows = new Rows(schema, table.orElseThrow(), settings);
    Optional<KeySource> source = rows.source();
    problems.throwIfAny();
    Timestamp snapshot = timeout.await("the time of " + database, this::snapshot);
    RelatedTables related = RelatedTables.of(schema, table.get(), options.getIncludeChildren());
    var plan =
        new PurgePlan(
            schema.getDialect(),
            related,
            source.orElseThrow(),
            rows.condition,
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

  private static String nearest(String name, List<String> names) {
    return Nearest.to(name).among(names).map(other -> "; did you mean " + other + "?").orElse("");
  }

  /** A transaction has a time when it has read something. */
  private Timestamp snapshot() {
    try (ReadOnlyTransaction transaction =
            connection.databaseClient().singleUseReadOnlyTransaction();
        ResultSet rows = transaction.executeQuery(Statement.of("SELECT 1"))) {
      rows.next();
      return transaction.getReadTimestamp();
    }
  }

  /** Which rows of the table are asked for. */
  private final class Rows {
    private final DatabaseSchema schema;
    private final Table table;
    private final TextSettings settings;
    private final PurgeSql sql;
    private String condition;

    Rows(DatabaseSchema schema, Table table, TextSettings settings) {
      this.schema = schema;
      this.table = table;
      this.settings = settings;
      this.sql = new PurgeSql(schema.getDialect());
    }

    Optional<KeySource> source() throws InterruptedException {
      if (options.getInput() != null) {
        return files();
      } else if (options.getQuery() != null) {
        return query();
      }
      List<String> conditions = new ArrayList<>();
      if (options.getWhere() != null) {
        where().ifPresent(conditions::add);
      }
      if (options.getOlderThan() != null) {
        age().ifPresent(conditions::add);
      }
      if (conditions.isEmpty()) {
        return Optional.empty();
      }
      condition = String.join(" AND ", conditions);
      return Optional.of(
          new KeySource.OfQuery(sql.keys(table, condition), inOrder(), /* isLoose= */ false));
    }

    private ImmutableList<Integer> inOrder() {
      return IntStream.range(0, table.getPrimaryKey().size())
          .boxed()
          .collect(ImmutableList.toImmutableList());
    }

    private Optional<String> where() throws InterruptedException {
      var check = new ConditionCheck(schema.getDialect(), table);
      Optional<String> problem = check.problemOfText(options.getWhere());
      String enclosed = PurgeSql.enclosed(options.getWhere());
      if (problem.isEmpty()) {
        problem =
            check.problemOfQuery(sql.keys(table, enclosed), connection.databaseClient(), timeout);
      }
      problem.ifPresent(text -> problems.add("--where", text));
      return problem.isEmpty() ? Optional.of(enclosed) : Optional.empty();
    }

    private Optional<String> age() {
      String name = options.getColumn();
      Optional<Column> column = table.findColumn(name);
      if (column.isEmpty()) {
        problems.add(
            "--column: table %s has no column %s%s"
                .formatted(
                    table.getName(),
                    name,
                    nearest(name, table.getColumns().stream().map(Column::getName).toList())));
        return Optional.empty();
      } else if (!AgeCondition.has(column.get())) {
        problems.add(
            "--column: %s is %s, and has no age; name a TIMESTAMP or a DATE"
                .formatted(column.get().getName(), column.get().getTypeName()));
        return Optional.empty();
      }
      try {
        return Optional.of(
            new AgeCondition(column.get(), schema.getDialect()).sql(options.getOlderThan(), start));
      } catch (IllegalArgumentException e) {
        problems.add("--olderThan", e.getMessage());
        return Optional.empty();
      }
    }

    private Optional<KeySource> query() throws InterruptedException {
      return QueryOption.columns(options.getQuery(), connection, timeout, problems)
          .flatMap(
              columns -> {
                List<Integer> positions = new ArrayList<>();
                for (KeyPart part : table.getPrimaryKey()) {
                  Column column = table.findColumn(part.getColumn()).orElseThrow();
                  IntStream.range(0, columns.size())
                      .filter(i -> columns.get(i).getName().equalsIgnoreCase(column.getName()))
                      .filter(i -> columns.get(i).getType().equals(column.getType()))
                      .findFirst()
                      .ifPresent(positions::add);
                }
                int size = table.getPrimaryKey().size();
                if (positions.size() < size || columns.size() != size) {
                  problems.add(
                      "--query: it returns (%s), and the primary key of table %s is (%s)"
                          .formatted(
                              String.join(
                                  ", ",
                                  columns.stream()
                                      .map(field -> field.getName() + " " + field.getType())
                                      .toList()),
                              table.getName(),
                              describe(table)));
                  return Optional.empty();
                }
                condition = sql.isReturnedBy(options.getQuery(), table);
                return Optional.of(
                    new KeySource.OfQuery(
                        options.getQuery(), ImmutableList.copyOf(positions), /* isLoose= */ true));
              });
    }

    private static String describe(Table table) {
      return String.join(
          ", ",
          table.getPrimaryKey().stream()
              .map(part -> table.findColumn(part.getColumn()).orElseThrow())
              .map(column -> column.getName() + " " + column.getTypeName())
              .toList());
    }

    private Optional<KeySource> files() {
      String option = "--input";
      ImportFormat given = options.getInputFormat();
      var finder =
          InputFinder.of(
              given == null ? null : given.recordFormat().orElse(null), "--inputFormat", problems);
      ImmutableList.Builder<KeySource.KeyFile> files = ImmutableList.builder();
      for (DataFile file : finder.matching(option, options.getInput())) {
        if (given != null && given.recordFormat().isEmpty()) {
          files.add(new KeySource.KeyFile(file.name(), /* formatOrNull= */ null));
        } else {
          finder
              .formatOf(option, file)
              .map(format -> new KeySource.KeyFile(file.name(), format))
              .ifPresent(files::add);
        }
      }
      ImmutableList<KeySource.KeyFile> found = files.build();
      found.stream().filter(file -> !file.isOfRejected()).forEach(file -> check(option, file));
      return Optional.of(new KeySource.OfFiles(found));
    }

    private void check(String option, KeySource.KeyFile file) {
      Table keys = KeyFiles.keysOf(table);
      try (OpenFile<?> open = KeyFiles.open(file, keys, settings)) {
        List<String> wrong = problemsOf(open, keys);
        if (!wrong.isEmpty()) {
          problems.add(
              option,
              "%s has no keys of table %s, which are (%s): %s"
                  .formatted(
                      file.name(), table.getName(), describe(table), String.join("; ", wrong)));
        }
      } catch (UnreadableFileException e) {
        problems.add(option, e.getMessage());
      } catch (IOException e) {
        problems.add(option, DataFile.named(file.name()).unreadable(e).getMessage());
      }
    }

    private <R> List<String> problemsOf(OpenFile<R> open, Table keys) {
      List<String> wrong = new ArrayList<>(open.problems(keys, Mutation.Op.INSERT));
      if (wrong.isEmpty()) {
        List<FileRecord<R>> first = new ArrayList<>();
        while (first.size() < RECORDS_LOOKED_AT && open.records().hasNext()) {
          first.add(open.records().next());
        }
        if (!first.isEmpty()) {
          open.problemOfAll(first, keys).ifPresent(wrong::add);
        }
      }
      return wrong;
    }
  }
}
