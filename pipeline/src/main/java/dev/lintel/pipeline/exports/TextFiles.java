package dev.lintel.pipeline.exports;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.pipeline.files.FileMatches;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The text files of one table, named as Google's export to text names them.
 *
 * <p>There is no folder for each run. So files of an earlier run are replaced, and the file of the
 * columns, which is there only while the data files are all of one run, is written last.
 *
 * @param prefix the beginning of their names, with the folder
 * @param columns the names and types of their columns, in order, as a JSON object
 * @param earlier the data files that were there when the run began
 */
record TextFiles(String prefix, String columns, ImmutableSet<DataFile> earlier)
    implements Serializable {

  /** A data file as it is listed; another one of that name has another time. */
  record DataFile(String name, long bytes, long modifiedMillis) implements Serializable {
    static DataFile of(MatchResult.Metadata file) {
      return new DataFile(
          file.resourceId().toString(), file.sizeBytes(), file.lastModifiedMillis());
    }
  }

  /** The end of the name of the file of the columns. */
  private static final String SCHEMA = "schema";

  /** Characters that mean something in the patterns of Beam's file systems. */
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}\\\\]");

  /** The end of the name of a data file. */
  private static final Pattern SHARD = Pattern.compile(".*-\\d{5}-of-\\d{5}\\.csv");

  /** Adds the options that do not go with text files to the problems. */
  static void check(ExportOptions options, Problems problems) {
    if (options.getTextWritePrefix() == null) {
      return;
    }
    refuse("query", options.getQuery() != null, problems);
    refuse("since", options.getSince() != null, problems);
    refuse("shouldExportRelatedTables", options.getShouldExportRelatedTables(), problems);
    refuse("exportedDdl", options.getExportedDdl() != ExportedDdl.TABLES, problems);
    refuse("fileNaming", options.getFileNaming() != null, problems);
    if (WILDCARD.matcher(options.getTextWritePrefix()).find()) {
      // Files of an earlier run could not be told from others.
      problems.add("--textWritePrefix: there must be none of * ? [ ] { } \\ in it");
    }
  }

  private static void refuse(String option, boolean isGiven, Problems problems) {
    if (isGiven) {
      problems.add(
          "--%s does not go with --textWritePrefix, but with --outputDir".formatted(option));
    }
  }

  /**
   * The files of a table.
   *
   * @throws IOException if it cannot be found which files of an earlier run there are
   */
  static TextFiles of(String prefix, Table table) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    table.getColumns().stream()
        .filter(Column::isWritable)
        .filter(Column::isReadable)
        .forEach(column -> json.put(column.getName(), column.getTypeName()));
    return new TextFiles(prefix, json.toString(), dataFilesOf(prefix));
  }

  /** The plan of an export of the table as a plan for these files. */
  ExportPlan inPlaceOf(ExportPlan export, @Nullable String tempDirectory) {
    int name = prefix.lastIndexOf('/') + 1;
    String folder = prefix.substring(0, name);
    String temporary =
        tempDirectory == null
            ? folder
            : FileSystems.matchNewResource(tempDirectory, /* isDirectory= */ true).toString();
    return new ExportPlan(
        folder,
        temporary + "_temporary-" + export.runId() + "/",
        export.runId(),
        export.databaseName(),
        export.format(),
        export.names(),
        export.tables().stream()
            .map(table -> table.withStem(prefix.substring(name)))
            .collect(toImmutableList()),
        ImmutableList.of(),
        export.spannerExport(),
        export.queryOrNull(),
        export.beforeRows(),
        export.afterRows(),
        export.checksums(),
        this);
  }

  /** What the user is told about files of an earlier run; empty if there are none. */
  Optional<String> warning() {
    return earlier.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: there are %d such files of an earlier run, which this run replaces"
                .formatted(dataFiles(), earlier.size()));
  }

  /**
   * Makes sure that no other run has written such files since this one began. It is asked before
   * anything is changed, and again after that.
   *
   * @param own how large the data files of this run are, by their names
   * @throws IllegalStateException if another run has
   */
  void requireNoOthers(Map<String, Long> own) throws IOException {
    List<String> others =
        dataFilesOf(prefix).stream()
            .filter(file -> !earlier.contains(file))
            // A failed attempt may have named some of this run's; one without rows is no loss.
            .filter(file -> file.bytes() > 0)
            .filter(file -> !Long.valueOf(file.bytes()).equals(own.get(file.name())))
            .map(DataFile::name)
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          ("Another run has written %s since this one began, and may lose its rows, so this"
                  + " run does not end; give each of the runs a"
                  + " --textWritePrefix of its own, or let one begin when the other has ended")
              .formatted(others.get(0)));
    }
  }

  /** Begins to replace the files of an earlier run. Can be repeated. */
  void begin() throws IOException {
    delete(List.of(file(prefix + SCHEMA)));
  }

  /** Deletes the data files of an earlier run that this run does not replace. Can be repeated. */
  void deleteEarlier(Set<String> own) throws IOException {
    delete(
        earlier.stream()
            .map(DataFile::name)
            .filter(name -> !own.contains(name))
            .map(TextFiles::file)
            .toList());
  }

  /** Writes the file of the columns, when all others are in their place. */
  void complete() throws IOException {
    AtomicFile.write(prefix + SCHEMA, columns);
  }

  private static void delete(List<ResourceId> files) throws IOException {
    FileSystems.delete(files, MoveOptions.StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static ResourceId file(String name) {
    return FileSystems.matchNewResource(name, /* isDirectory= */ false);
  }

  private static ImmutableSet<DataFile> dataFilesOf(String prefix) throws IOException {
    return FileMatches.of(pattern(prefix)).stream()
        .map(DataFile::of)
        // The pattern also matches report-start-of-month.csv.
        .filter(file -> SHARD.matcher(file.name()).matches())
        .collect(toImmutableSet());
  }

  private static String pattern(String prefix) {
    return prefix + "-?????-of-?????.csv";
  }

  /** Matches the data files of any run. */
  String dataFiles() {
    return pattern(prefix);
  }
}
