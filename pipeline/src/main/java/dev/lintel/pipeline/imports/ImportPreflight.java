package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.NamedColumns;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import dev.lintel.schema.TableCycleException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks everything that can be checked before anything is written, and collects all problems: ten
 * mistakes are reported in one run, not in ten.
 */
final class ImportPreflight {
  private final DatabaseSchema schema;
  private final Mutation.Op operation;
  private final TextSettings settings;
  private final Problems problems = new Problems();

  ImportPreflight(DatabaseSchema schema, Mutation.Op operation, TextSettings settings) {
    this.schema = schema;
    this.operation = operation;
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
    openFiles(checked, ofExport);
    List<TableLoad> loads = checked.stream().map(Checked::load).flatMap(Optional::stream).toList();
    var plan =
        new ImportPlan(
            schema, ImmutableList.copyOf(loads), operation, settings, ofExport, afterRows);
    if (problems.isEmpty()) {
      try {
        plan.levels();
      } catch (TableCycleException e) {
        problems.add(
            "There is no order to load the tables in, because they reference each other: "
                + e.getMessage());
      }
    }
    problems.throwIfAny();
    return plan;
  }

  /**
   * A source without its files.
   *
   * @param load how it is loaded; empty if there is no such table
   * @param table the table, if the columns fit it; otherwise it does not matter whether a file does
   * @param problems what is wrong
   */
  private record Checked(
      ImportSource source, Optional<TableLoad> load, Optional<Table> table, Problems problems) {

    Stream<FileOfSource> files(boolean onlyFirst) {
      return source.files().stream()
          .limit(onlyFirst ? 1 : Long.MAX_VALUE)
          .map(file -> new FileOfSource(this, file));
    }
  }

  private record FileOfSource(Checked source, String name) {}

  private Checked check(ImportSource source) {
    var problems = new Problems();
    Optional<Table> table = source.table().flatMap(schema::findTable);
    if (source.table().isPresent() && table.isEmpty()) {
      problems.add(
          "%s: the database has no table %s%s"
              .formatted(source.origin(), source.table().get(), nearest(source.table().get())));
    }
    table.ifPresent(known -> checkColumns(source, known, problems));
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
    return new Checked(source, load, problems.isEmpty() ? table : Optional.empty(), problems);
  }

  /**
   * Opens the files of all sources, and adds all problems in the order of the sources. The files of
   * a table of an export were written with one schema, so the first of them shows what all are.
   */
  private void openFiles(List<Checked> sources, boolean ofExport) {
    var problemsOfFiles =
        InParallel.map(
                sources.stream().flatMap(source -> source.files(ofExport)).toList(),
                file -> problemsOf(file))
            .iterator();
    for (Checked source : sources) {
      problems.addAll(source.problems().lines());
      source.files(ofExport).forEach(file -> problems.addAll(problemsOfFiles.next()));
    }
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

  private List<String> problemsOf(FileOfSource file) {
    DataFile data = DataFile.named(file.name());
    try (OpenFile<?> open = open(file.source().source(), data)) {
      return file.source().table().stream()
          .flatMap(table -> open.problems(table, operation).stream())
          .map(problem -> file.name() + ": " + problem)
          .toList();
    } catch (UnreadableFileException e) {
      return List.of(e.getMessage());
    } catch (IOException e) {
      return List.of(data.unreadable(e).getMessage());
    }
  }

  /** A file of rejected records is JSON Lines, whatever format the records had. */
  private OpenFile<?> open(ImportSource source, DataFile file) {
    return source.format().orElseGet(() -> Formats.of(RecordFormat.JSONL)).open(file, settings);
  }

  private String nearest(String name) {
    return Nearest.to(name)
        .among(schema.getTables().stream().map(Table::getName).toList())
        .map(other -> "; did you mean " + other + "?")
        .orElse("");
  }
}
