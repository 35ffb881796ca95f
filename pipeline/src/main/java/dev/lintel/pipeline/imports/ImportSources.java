package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.TextFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Finds out which files an import reads, for which tables, and in which format. */
final class ImportSources {
  private final ImportOptions options;
  private final Problems problems;
  private final List<ImportSource> sources = new ArrayList<>();

  private ImportSources(ImportOptions options, Problems problems) {
    this.options = options;
    this.problems = problems;
  }

  /**
   * The sources that the options name.
   *
   * @param problems takes what is wrong with the options or cannot be found
   */
  static List<ImportSource> find(ImportOptions options, Problems problems) {
    var finder = new ImportSources(options, problems);
    if (options.getImportManifest() != null) {
      finder.fromManifest(options.getImportManifest());
    } else if (options.getInputDir() != null) {
      finder.fromFolder(options.getInputDir());
    } else {
      finder.fromPattern(options.getInput());
    }
    return finder.sources;
  }

  private Optional<RecordFormat> givenFormat() {
    return Optional.ofNullable(options.getFormat())
        .map(format -> RecordFormat.valueOf(format.name()));
  }

  private Optional<String> givenTable() {
    return Optional.ofNullable(options.getTableName());
  }

  private void fromManifest(String file) {
    if (givenTable().isPresent()) {
      problems.add("--tableName does not go with --importManifest, which names the tables");
    }
    if (givenFormat().equals(Optional.of(RecordFormat.REJECTED))) {
      problems.add("--format=rejected goes with --input or --inputDir, not with a manifest");
      return;
    }
    ImportManifest manifest;
    try {
      manifest = ImportManifest.parse(TextFile.read(file));
    } catch (IOException e) {
      problems.add("--importManifest: cannot read %s: %s".formatted(file, e.getMessage()));
      return;
    } catch (IllegalArgumentException e) {
      problems.add("--importManifest: %s: %s".formatted(file, e.getMessage()));
      return;
    }
    if (manifest.tables().isEmpty()) {
      problems.add("--importManifest: %s names no table".formatted(file));
    }
    for (var entry : manifest.tables()) {
      // A manifest is of Google's text import, whose files may be called anything.
      Map<RecordFormat, List<String>> files = new LinkedHashMap<>();
      for (String pattern : entry.filePatterns()) {
        for (ResourceId found : match("--importManifest", InputFiles.relativeTo(file, pattern))) {
          RecordFormat format =
              givenFormat()
                  .or(() -> RecordFormat.ofFileName(found.getFilename()))
                  .orElse(RecordFormat.CSV);
          files.computeIfAbsent(format, unused -> new ArrayList<>()).add(found.toString());
        }
      }
      if (entry.filePatterns().isEmpty()) {
        problems.add(
            "--importManifest: %s names no file for table %s".formatted(file, entry.tableName()));
      }
      if (files.isEmpty()) {
        // Its table and columns are worth checking all the same.
        files.put(givenFormat().orElse(RecordFormat.CSV), List.of());
      }
      add("--importManifest", Optional.of(entry.tableName()), entry.columns(), files);
    }
  }

  private void fromFolder(String folder) {
    Map<Optional<String>, Map<RecordFormat, List<String>>> byTable = new LinkedHashMap<>();
    for (ResourceId found : match("--inputDir", InputFiles.everythingIn(folder))) {
      String name = String.valueOf(found.getFilename());
      // By their names not meant as data: what the file system or a writer under way keeps there.
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      Optional<RecordFormat> format = format("--inputDir", found);
      boolean rejected = format.equals(Optional.of(RecordFormat.REJECTED));
      Optional<String> table =
          rejected ? Optional.empty() : givenTable().or(() -> InputFiles.tableNamedBy(name));
      if (format.isPresent() && table.isEmpty() && !rejected) {
        problems.add("--inputDir: %s is named after no table; give --tableName".formatted(found));
      } else if (format.isPresent()) {
        byTable
            .computeIfAbsent(table, unused -> new LinkedHashMap<>())
            .computeIfAbsent(format.get(), unused -> new ArrayList<>())
            .add(found.toString());
      }
    }
    byTable.forEach((table, files) -> add("--inputDir", table, List.of(), files));
  }

  private void fromPattern(String pattern) {
    boolean rejected = givenFormat().equals(Optional.of(RecordFormat.REJECTED));
    if (givenTable().isEmpty() && !rejected) {
      problems.add("--tableName is required with --input: the table that the files are for");
    }
    Map<RecordFormat, List<String>> files = new LinkedHashMap<>();
    for (ResourceId found : match("--input", pattern)) {
      format("--input", found)
          .ifPresent(
              format ->
                  files.computeIfAbsent(format, unused -> new ArrayList<>()).add(found.toString()));
    }
    if (givenTable().isPresent() || rejected) {
      add("--tableName", rejected ? Optional.empty() : givenTable(), List.of(), files);
    }
  }

  private void add(
      String origin,
      Optional<String> table,
      List<ImportManifest.Column> columns,
      Map<RecordFormat, List<String>> files) {
    files.forEach(
        (format, names) -> sources.add(ImportSource.of(origin, table, format, columns, names)));
  }

  private Optional<RecordFormat> format(String origin, ResourceId file) {
    Optional<RecordFormat> format =
        givenFormat().or(() -> RecordFormat.ofFileName(file.getFilename()));
    if (format.isEmpty()) {
      problems.add(
          "%s: the format of %s cannot be told from its name; give --format"
              .formatted(origin, file));
    }
    return format;
  }

  private List<ResourceId> match(String origin, String pattern) {
    try {
      return InputFiles.matching(pattern);
    } catch (IOException e) {
      problems.add("%s: %s".formatted(origin, e.getMessage()));
      return List.of();
    }
  }
}
