package dev.lintel.pipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.ExportedFiles;
import dev.lintel.pipeline.exportfolder.FolderCheck;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.files.CsvDialect;
import dev.lintel.pipeline.files.CsvLineBreaks;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.load.DesiredSchema;
import dev.lintel.pipeline.load.LoadTarget;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The folder of an export as the input of an import. The folder says what its files are, and what
 * the database is to have.
 *
 * @param folder the export, whose files are what its manifests say
 * @param notRead how many of its files were compared with the manifests by their size only
 */
record ExportedInput(ExportFolder folder, int notRead) {
  private static final String OPTION = "--inputDir";

  /**
   * Finds out whether the input folder is an export, and if it is, checks every file of it.
   *
   * @param problems those that were found before; more are added
   * @throws UsageException if it is one that was not finished, or that is damaged; with all that is
   *     wrong, options that make no sense for an export and the earlier problems included
   */
  static Optional<ExportedInput> find(ImportOptions options, Problems problems) {
    if (options.getInputDir() == null) {
      return Optional.empty();
    }
    Optional<ExportFolder> found;
    try {
      found = ExportFolder.find(options.getInputDir());
    } catch (IOException e) {
      e.getMessage().lines().forEach(problem -> problems.add(OPTION, problem));
      throw new UsageException(problems.lines());
    }
    return found.map(folder -> check(folder, options, problems));
  }

  private static ExportedInput check(
      ExportFolder folder, ImportOptions options, Problems problems) {
    int before = problems.count();
    checkOptions(folder, options, problems);
    FolderCheck.Result files = new FolderCheck(folder, options).check();
    files.problems().forEach(problem -> problems.add(OPTION, problem));
    if (!folder.export().protoBundle().isEmpty()) {
      problems.add(OPTION, "the export has a proto bundle, which import cannot create yet");
    }
    if (problems.count() > before) {
      throw new UsageException(problems.lines());
    }
    return new ExportedInput(folder, files.notRead());
  }

  private static void checkOptions(ExportFolder folder, ImportOptions options, Problems problems) {
    if (isQuery(folder)) {
      if (options.getTableName() == null) {
        problems.add(
            "--tableName is required: %s is the result of a query, of no table"
                .formatted(folder.path()));
      }
      if (options.getPrimaryKey() != null) {
        problems.add(
            PrimaryKeys.OPTION
                + " does not go with the result of a query, for which no table is created");
      }
    } else {
      if (options.getTableName() != null) {
        problems.add("--tableName does not go with an export, which names its tables");
      }
      if (options.getDdlFile() != null) {
        problems.add("--ddlFile does not go with an export, which has its schema");
      }
    }
    if (options.getFormat() != null) {
      problems.add("--format does not go with an export, which says what its files are");
    }
    if (options.getColumns() != null) {
      problems.add("--columns does not go with an export, whose fields are its columns");
    }
    if (options.getNullString() != null
        || options.getEscape() != null
        || options.getHasHeader() != null
        || options.getColumnDelimiter() != null
        || options.getFieldQualifier() != null
        || options.getTrailingDelimiter() != null
        || options.getCsvDialect() != CsvDialect.PLAIN
        || options.getDateFormat() != null
        || options.getTimestampFormat() != null
        || options.getBytesFormat() != null
        || options.getTimeZone() != null) {
      problems.add(
          "--csvDialect, --columnDelimiter, --fieldQualifier, --nullString, --escape, --hasHeader,"
              + " --trailingDelimiter, --dateFormat, --timestampFormat, --bytesFormat and"
              + " --timeZone do not go with an export, whose files are all written in one way");
    }
    if (options.getCsvLineBreaks() != CsvLineBreaks.AUTO || options.getHandleNewLine() != null) {
      problems.add(
          "--csvLineBreaks and --handleNewLine do not go with an export, which says what its files"
              + " are");
    }
    IntegerTimestampOptions.refuse(
        options, "does not go with an export, which says what its columns are", problems);
    if (options.getJsonStrings() != ImportJsonStrings.DOCUMENT) {
      problems.add("--jsonStrings does not go with an export, whose strings are documents");
    }
  }

  /** Whether it is the result of a query, and says nothing of a database. */
  boolean isQuery() {
    return isQuery(folder);
  }

  private static boolean isQuery(ExportFolder folder) {
    return folder.facts().map(LintelExport::query).isPresent();
  }

  /**
   * What the database is to have; empty for the result of a query.
   *
   * @throws UsageException if the files do not say it
   */
  Optional<DesiredSchema> schema(ImportOptions options, PrimaryKeys keys) {
    if (isQuery(folder)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          EarlyIndexes.of(
              options,
              DesiredSchema.ofDatabase(
                  OPTION, folder.script(keys.columns()), options.getDatabaseId())));
    } catch (UnreadableFileException | IllegalArgumentException e) {
      throw new UsageException(OPTION + ": " + e.getMessage());
    }
  }

  /** Adds the tables to the problems that would be created without knowing their keys. */
  void checkKeys(LoadTarget target, PrimaryKeys keys, Problems problems) {
    if (isQuery(folder)) {
      return;
    }
    ImmutableSet<String> created = target.missingTables();
    folder.tablesWithoutKey().stream()
        .filter(table -> created.contains(table) && !keys.columns().containsKey(table))
        .forEach(
            table ->
                problems.add(
                    OPTION,
                    ("the files of table %s do not say its primary key, without which it could hold"
                            + " one row only; give %s=%s:COLUMN,... or create the table before")
                        .formatted(table, PrimaryKeys.OPTION, table)));
  }

  /** The files of each table. */
  List<ImportSource> sources(ImportOptions options) {
    return folder.tables().stream()
        .map(item -> source(item, isQuery(folder) ? options.getTableName() : item.name()))
        .toList();
  }

  private ImportSource source(ExportFolder.Item item, String table) {
    ExportedFiles files = ExportedFiles.of(folder, item);
    return new ImportSource(
        OPTION,
        Optional.of(table),
        Optional.of(files.format()),
        ImmutableList.of(),
        LoadColumns.ofExport(),
        files.files(),
        files.rows());
  }
}
