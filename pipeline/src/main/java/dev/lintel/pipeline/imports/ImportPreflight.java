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
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
   * @param ofExport whether they are the files of an export
   * @param afterRows statements for what the database is to have once the rows are there
   * @param earlier problems that were found before
   * @throws UsageException with all problems, if there are any
   */
  ImportPlan check(
      List<ImportSource> sources,
      boolean ofExport,
      ImmutableList<String> afterRows,
      Problems earlier) {
    problems.addAll(earlier.lines());
    List<Checked> checked = sources.stream().map(this::check).toList();
    boolean keysMissing = openFiles(checked, ofExport);
    List<TableLoad> loads = checked.stream().map(Checked::load).flatMap(Optional::stream).toList();
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

  /**
   * A source without its files.
   *
   * @param load how it is loaded; empty if there is no such table
   * @param table the table, if the columns fit it; otherwise it does not matter whether a file does
   * @param guard what to look for in its rows
   * @param ofFiles how its files are read
   * @param problems what is wrong
   */
  private record Checked(
      ImportSource source,
      Optional<TableLoad> load,
      Optional<Table> table,
      Optional<RowGuard> guard,
      TextSettings ofFiles,
      Problems problems) {

    Stream<FileOfSource> files(boolean onlyFirst) {
      return source.files().stream()
          .limit(onlyFirst ? 1 : Long.MAX_VALUE)
          .map(file -> new FileOfSource(this, file));
    }
  }

  private record FileOfSource(Checked source, String name) {}

  /**
   * What is wrong with a file.
   *
   * @param ofRows what is wrong with its first row; the same in the other files of the table
   */
  private record FileProblems(List<String> ofFile, Optional<String> ofRows) {
    static FileProblems of(String problem) {
      return new FileProblems(List.of(problem), Optional.empty());
    }
  }

  private Checked check(ImportSource source) {
    var problems = new Problems();
    Optional<Table> table = source.table().flatMap(schema::findTable);
    if (source.table().isPresent() && table.isEmpty()) {
      problems.add(
          "%s: the database has no table %s%s"
              .formatted(source.origin(), source.table().get(), nearest(source.table().get())));
    }
    table.ifPresent(known -> checkColumns(source, known, problems));
    Optional<RowGuard> guard = table.map(known -> RowGuard.of(schema, known, operation, agreedTo));
    guard
        .flatMap(RowGuard::problemOfTable)
        .ifPresent(
            problem ->
                problems.add(
                    "--mode=replace: %s; --replaceChildren allows that".formatted(problem)));
    Optional<Table> fits = problems.isEmpty() ? table : Optional.empty();
    ImmutableList<String> columns =
        source.columns().stream().map(ImportManifest.Column::columnName).collect(toImmutableList());
    Optional<TableLoad> load =
        table.isPresent() || source.format().isEmpty()
            ? Optional.of(
                new TableLoad(
                    table.map(Table::getName).orElse(null),
                    source.format().orElse(null),
                    columns,
                    source.files(),
                    source.rows()))
            : Optional.empty();
    TextSettings ofFiles =
        fits.map(known -> ImportPlan.withColumns(settings, columns, known)).orElse(settings);
    return new Checked(source, load, fits, guard, ofFiles, problems);
  }

  /**
   * Opens the files of all sources, and adds all problems in the order of the sources. The files of
   * a table of an export were written with one schema, so the first of them shows what all are.
   *
   * @return whether rows lack a key that the server would make
   */
  private boolean openFiles(List<Checked> sources, boolean ofExport) {
    var problemsOfFiles =
        InParallel.map(
                sources.stream().flatMap(source -> source.files(ofExport)).toList(),
                this::problemsOf)
            .iterator();
    boolean keysMissing = false;
    for (Checked source : sources) {
      problems.addAll(source.problems().lines());
      boolean rowsShown = false;
      for (FileOfSource file : source.files(ofExport).toList()) {
        FileProblems found = problemsOfFiles.next();
        found.ofFile().forEach(problems::add);
        if (found.ofRows().isPresent() && !rowsShown) {
          problems.add(file.name(), found.ofRows().get());
          rowsShown = true;
        }
      }
      keysMissing |= rowsShown;
    }
    return keysMissing;
  }

  /** Checks the columns that the manifest names; those of a header are checked with the file. */
  private void checkColumns(ImportSource source, Table table, Problems problems) {
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

  private FileProblems problemsOf(FileOfSource file) {
    DataFile data = DataFile.named(file.name());
    Checked of = file.source();
    try (OpenFile<?> open = open(of.source(), data, of.ofFiles())) {
      if (of.table().isEmpty()) {
        return new FileProblems(List.of(), Optional.empty());
      }
      List<String> found = open.problems(of.table().get(), operation);
      Optional<RowGuard> guard = of.guard().filter(RowGuard::looksAtRows);
      return new FileProblems(
          found.stream().map(problem -> file.name() + ": " + problem).toList(),
          found.isEmpty() && guard.isPresent()
              ? firstRow(open, of.table().get()).flatMap(guard.get()::problemOf)
              : Optional.empty());
    } catch (UnreadableFileException e) {
      return FileProblems.of(e.getMessage());
    } catch (IOException e) {
      return FileProblems.of(data.unreadable(e).getMessage());
    }
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
