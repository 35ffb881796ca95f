package dev.lintel.pipeline.verify;

import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.ExportedFiles;
import dev.lintel.pipeline.exportfolder.FolderCheck;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.util.Optional;

/**
 * The folder of an export as the reference.
 *
 * @param folder the export, whose files are what its manifests say
 * @param schema what its DDL creates
 * @param notRead how many of its files were compared with the manifests by their size only
 */
record FolderReference(ExportFolder folder, DescribedSchema schema, int notRead) {
  static final String OPTION = "--against";

  /**
   * Reads what the folder says of itself, and checks every file of it.
   *
   * @param problems those that were found before; more are added
   * @throws UsageException with all problems if it is not a finished, undamaged export of whole
   *     tables
   */
  static FolderReference open(VerifyOptions options, Problems problems) {
    ExportFolder folder = find(options.getAgainst(), problems);
    if (folder.facts().map(LintelExport::query).isPresent()) {
      problems.add(OPTION, "%s is the result of a query, of no table".formatted(folder.path()));
      throw new UsageException(problems.lines());
    }
    folder.facts().stream()
        .flatMap(facts -> facts.tables().stream())
        .filter(table -> table.window() != null)
        .forEach(
            table ->
                problems.add(
                    OPTION,
                    ("the export has only the rows of %s that were written after %s; take an export"
                            + " without --since")
                        .formatted(table.name(), table.window().since())));
    FolderCheck.Result files = new FolderCheck(folder, options).check();
    files.problems().forEach(problem -> problems.add(OPTION, problem));
    if (!problems.isEmpty()) {
      throw new UsageException(problems.lines());
    }
    return new FolderReference(folder, schema(folder, problems), files.notRead());
  }

  private static ExportFolder find(String path, Problems problems) {
    try {
      Optional<ExportFolder> found = ExportFolder.find(path);
      if (found.isPresent()) {
        return found.get();
      }
      problems.add(OPTION, "%s is not an export: it has no spanner-export.json".formatted(path));
    } catch (IOException e) {
      e.getMessage().lines().forEach(problem -> problems.add(OPTION, problem));
    }
    throw new UsageException(problems.lines());
  }

  private static DescribedSchema schema(ExportFolder folder, Problems problems) {
    try {
      SchemaScript script = folder.script();
      ImmutableList<String> ddl =
          ImmutableList.<String>builder()
              .addAll(script.getBeforeRows())
              .addAll(script.getAfterRows())
              .build();
      return new DescribedSchema(
          DdlScript.printed(folder.dialect(), ddl).planned(),
          DatabaseDefinition.of(folder.dialect(), ddl));
    } catch (UnreadableFileException | IllegalArgumentException e) {
      problems.add(OPTION, e.getMessage());
      throw new UsageException(problems.lines());
    }
  }

  /** The time that every row is of; empty for an export that does not say it, such as Google's. */
  Optional<Timestamp> readTimestamp() {
    return folder.facts().map(facts -> Timestamp.parseTimestamp(facts.readTimestamp()));
  }

  /**
   * Whether it is an export of that database.
   *
   * @param resourceName {@code projects/P/instances/I/databases/D}
   */
  boolean isOf(String resourceName) {
    return folder.facts().map(LintelExport::databaseName).filter(resourceName::equals).isPresent();
  }

  /**
   * The data files of a table.
   *
   * @throws IllegalStateException if the export has the table in its DDL, and no file of it
   */
  ExportedFiles files(String table) {
    return folder.tables().stream()
        .filter(item -> item.name().equals(table))
        .findFirst()
        .map(item -> ExportedFiles.of(folder, item))
        .orElseThrow(
            () -> new IllegalStateException("The export has no file of the table " + table));
  }
}
