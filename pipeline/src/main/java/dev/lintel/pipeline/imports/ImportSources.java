package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.formats.FileNames;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.InputFinder;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which files an import reads, for which tables, and in which format. */
final class ImportSources {
  static final String MANIFEST = "--importManifest";
  private static final String FOLDER = "--inputDir";
  private static final String FILES = "--input";

  private final ImportOptions options;
  private final Dialect dialect;
  private final Problems problems;
  private final InputFinder finder;
  private final List<ImportSource> sources = new ArrayList<>();

  private ImportSources(ImportOptions options, Dialect dialect, Problems problems) {
    this.options = options;
    this.dialect = dialect;
    this.problems = problems;
    RecordFormat given =
        options.getFormat() == null ? null : options.getFormat().recordFormat().orElse(null);
    this.finder = InputFinder.of(given, "--format", problems);
  }

  /**
   * The sources that the options name.
   *
   * @param dialect that of the database
   * @param problems takes what is wrong with the options or cannot be found
   */
  static List<ImportSource> find(ImportOptions options, Dialect dialect, Problems problems) {
    var sources = new ImportSources(options, dialect, problems);
    if (options.getFormat() != null && options.getFormat().isRejected()) {
      sources.ofRejected();
    } else if (options.getImportManifest() != null) {
      sources.fromManifest(options.getImportManifest());
    } else if (options.getInputDir() != null) {
      sources.fromFolder(options.getInputDir());
    } else {
      sources.fromPattern(options.getInput());
    }
    return sources.sources;
  }

  private Optional<String> givenTable() {
    return Optional.ofNullable(options.getTableName());
  }

  private void ofRejected() {
    if (options.getColumns() != null) {
      problems.add("--columns does not go with --format=rejected, whose records say their columns");
    }
    if (options.getImportManifest() != null) {
      checkNoTable();
      problems.add("--format=rejected goes with --input or --inputDir, not with a manifest");
    } else if (options.getInputDir() != null) {
      sources.add(ImportSource.ofRejected(FOLDER, finder.inFolder(FOLDER, options.getInputDir())));
    } else {
      sources.add(ImportSource.ofRejected(FILES, finder.matching(FILES, options.getInput())));
    }
  }

  private void checkNoTable() {
    if (givenTable().isPresent()) {
      problems.add("--tableName does not go with --importManifest, which names the tables");
    }
    if (options.getColumns() != null) {
      problems.add(
          "--columns does not go with --importManifest; the manifest can have the same text as"
              + " \"columns\" of a table");
    }
  }

  /** The columns that the options name, for the files of one table. */
  private ImportManifest.Columns givenColumns() {
    if (options.getColumns() == null) {
      return ImportManifest.Columns.inOrder(List.of());
    }
    if (givenTable().isEmpty()) {
      problems.add("--columns goes with --tableName: the columns are those of one table");
    }
    try {
      return ImportManifest.Columns.of(options.getColumns());
    } catch (IllegalArgumentException e) {
      problems.add("--columns: " + e.getMessage());
      return ImportManifest.Columns.inOrder(List.of());
    }
  }

  private void fromManifest(String file) {
    checkNoTable();
    ImportManifest manifest;
    try {
      manifest = ImportManifest.parse(TextFile.read(file));
    } catch (IOException e) {
      problems.add(MANIFEST, "cannot read %s: %s".formatted(file, e.getMessage()));
      return;
    } catch (IllegalArgumentException e) {
      problems.add(MANIFEST, "%s: %s".formatted(file, e.getMessage()));
      return;
    }
    manifest
        .problem(dialect)
        .ifPresent(problem -> problems.add(MANIFEST, "%s: %s".formatted(file, problem)));
    if (manifest.tables().isEmpty()) {
      problems.add(MANIFEST, file + " names no table");
    }
    for (var entry : manifest.tables()) {
      // The manifest is that of Google's text import, whose files are CSV, whatever their names.
      Format byDefault = finder.given().orElseGet(() -> Formats.of(RecordFormat.CSV));
      Map<Format, List<DataFile>> files = new LinkedHashMap<>();
      List<String> patterns =
          entry.filePatterns().stream()
              .map(pattern -> InputFiles.relativeTo(file, pattern))
              .toList();
      for (DataFile found : finder.matching(MANIFEST, patterns)) {
        Format format =
            finder.given().or(() -> FileNames.formatOf(found.fileName())).orElse(byDefault);
        files.computeIfAbsent(format, unused -> new ArrayList<>()).add(found);
      }
      if (entry.filePatterns().isEmpty()) {
        problems.add(MANIFEST, "%s names no file for table %s".formatted(file, entry.tableName()));
      }
      if (files.isEmpty()) {
        // Its table and columns are worth checking all the same.
        files.put(byDefault, List.of());
      }
      add(MANIFEST, entry.tableName(), entry.columns(), files);
    }
  }

  private void fromFolder(String folder) {
    Map<String, Map<Format, List<DataFile>>> byTable = new LinkedHashMap<>();
    for (DataFile file : finder.inFolder(FOLDER, folder)) {
      Optional<Format> format = finder.formatOf(FOLDER, file);
      Optional<String> table = givenTable().or(() -> FileNames.tableOf(file.fileName()));
      if (format.isPresent() && table.isPresent()) {
        byTable
            .computeIfAbsent(table.get(), unused -> new LinkedHashMap<>())
            .computeIfAbsent(format.get(), unused -> new ArrayList<>())
            .add(file);
      } else if (format.isPresent()) {
        problems.add(FOLDER, file.name() + " is named after no table; give --tableName");
      }
    }
    ImportManifest.Columns columns = givenColumns();
    byTable.forEach((table, files) -> add(FOLDER, table, columns, files));
  }

  private void fromPattern(String pattern) {
    if (givenTable().isEmpty()) {
      problems.add("--tableName is required with --input: the table that the files are for");
    }
    Map<Format, List<DataFile>> files = finder.byFormat(FILES, pattern);
    ImportManifest.Columns columns = givenColumns();
    givenTable().ifPresent(table -> add("--tableName", table, columns, files));
  }

  private void add(
      String origin,
      String table,
      ImportManifest.Columns columns,
      Map<Format, List<DataFile>> files) {
    files.forEach(
        (format, found) -> sources.add(ImportSource.of(origin, table, format, columns, found)));
  }
}
