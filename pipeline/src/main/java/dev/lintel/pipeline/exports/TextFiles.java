package dev.lintel.pipeline.exports;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The text files of one table, named as Google's export to text names them.
 *
 * @param prefix the beginning of their names, with the folder
 * @param columns the names and types of their columns, in order, as a JSON object
 */
record TextFiles(String prefix, String columns) implements Serializable {

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

  /** The files of a table. */
  static TextFiles of(String prefix, Table table) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    table.getColumns().stream()
        .filter(Column::isWritable)
        .filter(Column::isReadable)
        .forEach(column -> json.put(column.getName(), column.getTypeName()));
    return new TextFiles(prefix, json.toString());
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

  /**
   * Writes the file of the columns, and deletes the files of an earlier run that had more of them.
   * Can be repeated.
   *
   * @param written the data files of this run
   */
  void complete(List<ResourceId> written) throws IOException {
    AtomicFile.write(prefix + "schema", columns);
    Set<String> names = written.stream().map(ResourceId::toString).collect(Collectors.toSet());
    List<ResourceId> others =
        FileSystems.match(dataFiles(), EmptyMatchTreatment.ALLOW).metadata().stream()
            .map(MatchResult.Metadata::resourceId)
            .filter(file -> !names.contains(file.toString()))
            // The pattern also matches report-start-of-month.csv.
            .filter(file -> SHARD.matcher(file.toString()).matches())
            .toList();
    FileSystems.delete(others, MoveOptions.StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Matches the data files of any run. */
  String dataFiles() {
    return prefix + "-?????-of-?????.csv";
  }
}
