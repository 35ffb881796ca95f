package dev.lintel.pipeline.imports;

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
import dev.lintel.pipeline.files.Partition;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.load.Consent;
import dev.lintel.pipeline.load.RowGuard;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks everything that can be checked before anything is written, and collects all problems: ten
 * mistakes are reported in one run, not in ten.
 */
final class ImportPreflight {
  private final DatabaseSchema schema;
  private final Mutation.Op operation;
  private final Consent agreedTo;
  private final TextSettings settings;
  private final UnpackLimit unpackLimit;
  private final Problems problems = new Problems();

  ImportPreflight(
      DatabaseSchema schema,
      Mutation.Op operation,
      Consent agreedTo,
      TextSettings settings,
      UnpackLimit unpackLimit) {
    this.schema = schema;
    this.operation = operation;
    this.agreedTo = agreedTo;
    this.settings = settings;
    this.unpackLimit = unpackLimit;
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
            schema,
            ImmutableList.copyOf(loads),
            operation,
            agreedTo,
            settings,
            unpackLimit,
            afterRows);
    problems.throwIfAny();
    return plan;
  }

  /**
   * A source without its files.
   *
   * @param load how it is loaded; empty if there is no such table
   * @param table the table, if the columns fit it; otherwise it does not matter whether a file does
   * @param guard what to look for in its rows
   * @param problems what is wrong
   */
  private record Checked(
      ImportSource source,
      Optional<TableLoad> load,
      Optional<Table> table,
      Optional<RowGuard> guard,
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
   * @param hint how to read it in another way
   */
  private record FileProblems(List<String> ofFile, Optional<String> ofRows, Optional<String> hint) {
    static FileProblems none() {
      return new FileProblems(List.of(), Optional.empty(), Optional.empty());
    }

    static FileProblems of(String problem) {
      return new FileProblems(List.of(problem), Optional.empty(), Optional.empty());
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
    Optional<TableLoad> load =
        table.isPresent() || source.format().isEmpty()
            ? Optional.of(
                new TableLoad(
                    table.map(Table::getName).orElse(null),
                    source.format().orElse(null),
                    source.from(),
                    source.files(),
                    source.rows()))
            : Optional.empty();
    return new Checked(source, load, fits, guard, problems);
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
    Set<String> hints = new LinkedHashSet<>();
    for (Checked source : sources) {
      problems.addAll(source.problems().lines());
      boolean rowsShown = false;
      for (FileOfSource file : source.files(ofExport).toList()) {
        FileProblems found = problemsOfFiles.next();
        found.ofFile().forEach(problems::add);
        found.hint().ifPresent(hints::add);
        if (found.ofRows().isPresent() && !rowsShown) {
          problems.add(file.name(), found.ofRows().get());
          rowsShown = true;
        }
      }
      keysMissing |= rowsShown;
    }
    if (!ofExport) {
      hints.forEach(problems::add);
    }
    return keysMissing;
  }

  /** Checks the columns that the manifest names; those of a header are checked with the file. */
  private void checkColumns(ImportSource source, Table table, Problems problems) {
    List<String> names = source.columns().stream().map(ImportManifest.Column::columnName).toList();
    if (!names.isEmpty() && !settings.hasHeader() && !isPartitioned(source)) {
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

  /** Whether the folders of its files give them columns, too; then each file is checked. */
  private static boolean isPartitioned(ImportSource source) {
    return source.files().stream().map(DataFile::named).anyMatch(Partition::has);
  }

  private FileProblems problemsOf(FileOfSource file) {
    DataFile data = DataFile.named(file.name()).limited(unpackLimit);
    Checked of = file.source();
    TextSettings settings;
    try {
      settings =
          of.table()
              .map(table -> of.source().from().settings(this.settings, table, data))
              .orElse(this.settings);
    } catch (IllegalArgumentException e) {
      return FileProblems.of(file.name() + ": " + e.getMessage());
    }
    try (OpenFile<?> open = open(of.source(), data, settings)) {
      return of.table().isEmpty()
          ? FileProblems.none()
          : problemsOf(open, file, of.table().get(), of.guard().filter(RowGuard::looksAtRows));
    } catch (UnreadableFileException e) {
      return FileProblems.of(e.getMessage());
    } catch (IOException e) {
      return FileProblems.of(data.unreadable(e).getMessage());
    }
  }

  private <R> FileProblems problemsOf(
      OpenFile<R> open, FileOfSource file, Table table, Optional<RowGuard> guard) {
    var hints = new ColumnsHint(file.source().source().origin());
    List<String> found = new ArrayList<>(open.problems(table, operation));
    Optional<String> hint = hints.of(open.withoutColumn(table));
    Optional<String> ofRows = Optional.empty();
    boolean isText = file.source().source().format().filter(Format::isText).isPresent();
    if (found.isEmpty() && (isText || guard.isPresent())) {
      List<FileRecord<R>> first = RecordsToCheck.of(open.records());
      Optional<String> ofAll = first.isEmpty() ? Optional.empty() : open.problemOfAll(first, table);
      ofAll.ifPresent(found::add);
      hint = hint.or(() -> ofAll.flatMap(unused -> hints.ofRecords()));
      ofRows =
          ofAll.isPresent()
              ? Optional.empty()
              : guard.flatMap(known -> firstRow(open, first, table).flatMap(known::problemOf));
    }
    return new FileProblems(
        found.stream().map(problem -> file.name() + ": " + problem).toList(), ofRows, hint);
  }

  /** The first record that becomes a row; those before it will be rejected. */
  private <R> Optional<Mutation> firstRow(
      OpenFile<R> file, List<FileRecord<R>> first, Table table) {
    RowConverter<R> converter = file.rowsOf(table, operation).converter();
    for (FileRecord<R> record : first) {
      if (record instanceof FileRecord.Row<R> row) {
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
