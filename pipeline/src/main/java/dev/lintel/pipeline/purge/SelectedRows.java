package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.ConditionText;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.InputFinder;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.imports.ImportFormat;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.QueryOption;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds out which rows of a table the options ask for, and collects what is wrong with them. */
final class SelectedRows {
  /** How many records of a file are looked at to find one that is different. */
  private static final int RECORDS_LOOKED_AT = 100;

  private final PurgeOptions options;
  private final SpannerConnection connection;
  private final RequestTimeout timeout;
  private final Problems problems;
  private final DatabaseSchema schema;
  private final Table table;
  private final PurgeSql sql;
  private @Nullable String condition;

  /**
   * @param problems takes what is wrong
   */
  SelectedRows(
      PurgeOptions options,
      SpannerConnection connection,
      DatabaseSchema schema,
      Table table,
      Problems problems) {
    this.options = options;
    this.connection = connection;
    this.timeout = DatabaseAccess.requestTimeout(options);
    this.problems = problems;
    this.schema = schema;
    this.table = table;
    this.sql = new PurgeSql(schema.getDialect());
  }

  /** What a row has to meet when it is deleted; null for nothing, and before {@link #source}. */
  @Nullable String conditionOrNull() {
    return condition;
  }

  /**
   * Where the keys come from; empty if something is wrong.
   *
   * @param now by the database's clock, from which the age of rows is counted
   * @param settings how the text of files of keys is read
   */
  Optional<KeySource> source(Instant now, TextSettings settings) throws InterruptedException {
    if (options.getInput() != null) {
      return files(settings);
    } else if (options.getQuery() != null) {
      return query();
    }
    List<String> conditions = new ArrayList<>();
    if (options.getWhere() != null) {
      where().ifPresent(conditions::add);
    }
    if (options.getOlderThan() != null) {
      age(now).ifPresent(conditions::add);
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
    Optional<String> problem =
        ConditionText.problem(options.getWhere(), schema.getDialect(), table);
    String enclosed = PurgeSql.enclosed(options.getWhere());
    if (problem.isEmpty()) {
      problem =
          new ConditionCheck(table)
              .problemOfQuery(sql.keys(table, enclosed), connection.databaseClient(), timeout);
    }
    problem.ifPresent(text -> problems.add("--where", text));
    return problem.isEmpty() ? Optional.of(enclosed) : Optional.empty();
  }

  private Optional<String> age(Instant now) {
    String name = options.getColumn();
    Optional<Column> column = table.findColumn(name);
    if (column.isEmpty()) {
      problems.add(
          "--column: table %s has no column %s%s"
              .formatted(
                  table.getName(),
                  name,
                  PurgePreflight.nearest(
                      name, table.getColumns().stream().map(Column::getName).toList())));
      return Optional.empty();
    } else if (!AgeCondition.has(column.get())) {
      problems.add(
          "--column: %s is %s, and has no age; name a TIMESTAMP or a DATE"
              .formatted(column.get().getName(), column.get().getTypeName()));
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AgeCondition(column.get(), schema.getDialect()).sql(options.getOlderThan(), now));
    } catch (IllegalArgumentException e) {
      problems.add("--olderThan", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<KeySource> query() throws InterruptedException {
    Optional<KeySource> source =
        QueryOption.columns(options.getQuery(), connection, timeout, problems).flatMap(this::query);
    if (source.isEmpty()) {
      return source;
    }
    String returned = sql.isReturnedBy(options.getQuery(), table);
    // What is a query by itself may not be one within another: with a hint or a semicolon.
    Optional<String> problem =
        new ConditionCheck(table)
            .problemOfQuery(sql.keys(table, returned), connection.databaseClient(), timeout);
    if (problem.isPresent()) {
      problems.add(
          "--query",
          "it is made again as a subquery when rows are deleted, and cannot be: " + problem.get());
      return Optional.empty();
    }
    condition = returned;
    return source;
  }

  /**
   * The query as a source of keys; empty if it returns something else.
   *
   * @param columns of its result
   */
  private Optional<KeySource> query(List<Type.StructField> columns) {
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
    return Optional.of(
        new KeySource.OfQuery(
            options.getQuery(), ImmutableList.copyOf(positions), /* isLoose= */ true));
  }

  private static String describe(Table table) {
    return String.join(
        ", ",
        table.getPrimaryKey().stream()
            .map(part -> table.findColumn(part.getColumn()).orElseThrow())
            .map(column -> column.getName() + " " + column.getTypeName())
            .toList());
  }

  private Optional<KeySource> files(TextSettings settings) {
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
    found.stream()
        .filter(file -> !file.isOfRejected())
        .forEach(file -> check(option, file, settings));
    return Optional.of(new KeySource.OfFiles(found));
  }

  private void check(String option, KeySource.KeyFile file, TextSettings settings) {
    Table keys = KeyFiles.keysOf(table);
    try (OpenFile<?> open = KeyFiles.open(file, keys, settings, UnpackLimit.of(options))) {
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
