package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.NamedColumns;
import dev.lintel.convert.RowConverter;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks everything that can be checked before anything is written, and collects all problems: ten
 * mistakes are reported in one run, not in ten.
 */
final class ImportPreflight {
  /** How many records of a file are looked at to find one that becomes a row. */
  private static final int RECORDS_LOOKED_AT = 100;

  private final DatabaseSchema schema;
  private final Mutation.Op operation;
  private final Consent agreedTo;
  private final TextSettings settings;
  private final Problems problems = new Problems();
  private boolean keysMissing;

  ImportPreflight(
      DatabaseSchema schema, Mutation.Op operation, Consent agreedTo, TextSettings settings) {
    this.schema = schema;
    this.operation = operation;
    this.agreedTo = agreedTo;
    this.settings = settings;
  }

  /**
   * The plan for those sources.
   *
   * @param afterRows statements for what the database is to have once the rows are there
   * @param earlier problems that were found before
   * @throws UsageException with all problems, if there are any
   */
  ImportPlan check(List<ImportSource> sources, ImmutableList<String> afterRows, Problems earlier) {
    problems.addAll(earlier.lines());
    var loads = new ArrayList<TableLoad>();
    for (ImportSource source : sources) {
      check(source).ifPresent(loads::add);
    }
    if (keysMissing) {
      problems.add(
          "--allowGeneratedKeys lets the server make such keys, at the cost that a retry or a"
              + " second run inserts rows again");
    }
    var plan =
        new ImportPlan(
            schema, ImmutableList.copyOf(loads), operation, agreedTo, settings, afterRows);
    problems.throwIfAny();
    return plan;
  }

  private Optional<TableLoad> check(ImportSource source) {
    Optional<Table> table = source.table().flatMap(schema::findTable);
    if (source.table().isPresent() && table.isEmpty()) {
      problems.add(
          "%s: the database has no table %s%s"
              .formatted(source.origin(), source.table().get(), nearest(source.table().get())));
    }
    int before = problems.count();
    table.ifPresent(known -> checkColumns(source, known));
    Optional<RowGuard> guard = table.map(known -> RowGuard.of(schema, known, operation, agreedTo));
    guard
        .flatMap(RowGuard::problemOfTable)
        .ifPresent(
            problem ->
                problems.add(
                    "--mode=replace: %s; --replaceChildren allows that".formatted(problem)));
    // Whether a file fits the columns matters only if the columns fit the table.
    Optional<Table> fits = problems.count() == before ? table : Optional.empty();
    ImmutableList<String> columns =
        source.columns().stream().map(ImportManifest.Column::columnName).collect(toImmutableList());
    TextSettings ofFiles =
        fits.map(known -> ImportPlan.withColumns(settings, columns, known)).orElse(settings);
    boolean rowsChecked = false;
    for (String file : source.files()) {
      Optional<String> ofRows =
          checkFile(source, fits, file, ofFiles, rowsChecked ? Optional.empty() : guard);
      // One file of a table is as good as another for this.
      rowsChecked |= ofRows.isPresent();
      keysMissing |= ofRows.isPresent();
      ofRows.ifPresent(problem -> problems.add(file, problem));
    }
    return table.isPresent() || source.format().isEmpty()
        ? Optional.of(
            new TableLoad(
                table.map(Table::getName).orElse(null),
                source.format().orElse(null),
                columns,
                source.files(),
                source.rows()))
        : Optional.empty();
  }

  /** Checks the columns that the manifest names; those of a header are checked with the file. */
  private void checkColumns(ImportSource source, Table table) {
    List<String> names = source.columns().stream().map(ImportManifest.Column::columnName).toList();
    if (!names.isEmpty() && !settings.hasHeader()) {
      NamedColumns.problems(table, names, operation)
          .forEach(problem -> problems.add(source.origin() + ": " + problem));
    }
    for (ImportManifest.Column named : source.columns()) {
      table
          .findColumn(named.columnName())
          .filter(column -> named.typeName() != null)
          .filter(column -> !ManifestTypes.isTypeOf(column, named.typeName(), schema.getDialect()))
          .ifPresent(
              column ->
                  problems.add(
                      "%s: column %s of table %s is %s, not %s"
                          .formatted(
                              source.origin(),
                              column.getName(),
                              table.getName(),
                              column.getTypeName(),
                              named.typeName())));
    }
  }

  /**
   * Checks one file.
   *
   * @param guard what to look for in its rows
   * @return what is wrong with the first row
   */
  private Optional<String> checkFile(
      ImportSource source,
      Optional<Table> table,
      String file,
      TextSettings ofFile,
      Optional<RowGuard> guard) {
    DataFile data = DataFile.named(file);
    try (OpenFile<?> open = open(source, data, ofFile)) {
      if (table.isPresent()) {
        List<String> found = open.problems(table.get(), operation);
        found.forEach(problem -> problems.add(file, problem));
        if (found.isEmpty() && guard.filter(RowGuard::looksAtRows).isPresent()) {
          return firstRow(open, table.get()).flatMap(guard.get()::problemOf);
        }
      }
    } catch (UnreadableFileException e) {
      problems.add(e.getMessage());
    } catch (IOException e) {
      problems.add(data.unreadable(e).getMessage());
    }
    return Optional.empty();
  }

  /** The first record that becomes a row; those before it will be rejected. */
  private <R> Optional<Mutation> firstRow(OpenFile<R> file, Table table) {
    RowConverter<R> converter = file.rowsOf(table, operation).converter();
    for (int i = 0; i < RECORDS_LOOKED_AT && file.records().hasNext(); i++) {
      if (file.records().next() instanceof FileRecord.Row<R> row) {
        try {
          return Optional.of(converter.convert(row.row()));
        } catch (ConversionException e) {
          // The next one may do.
        }
      }
    }
    return Optional.empty();
  }

  /** A file of rejected records is JSON Lines, whatever format the records had. */
  private static OpenFile<?> open(ImportSource source, DataFile file, TextSettings ofFile) {
    return source.format().orElseGet(() -> Formats.of(RecordFormat.JSONL)).open(file, ofFile);
  }

  private String nearest(String name) {
    return Nearest.to(name)
        .among(schema.getTables().stream().map(Table::getName).toList())
        .map(other -> "; did you mean " + other + "?")
        .orElse("");
  }
}
