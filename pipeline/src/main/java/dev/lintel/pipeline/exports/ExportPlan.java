package dev.lintel.pipeline.exports;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.exportfolder.ChecksumAlgorithm;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.formats.Format;
import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Everything that writing an export needs to know, checked against the database.
 *
 * @param folder the export's own folder, with a slash at its end; does not exist yet, unless only
 *     text files are written
 * @param temporaryFolder where files of tables are written, until all of them are and get their
 *     names; with a slash at its end
 * @param runId the run
 * @param databaseName the database's resource name
 * @param format what the data files are
 * @param names of the files
 * @param tables the tables, or the result of the query
 * @param objects objects without rows: views, change streams and the like
 * @param spannerExport the text of the file that is written last
 * @param queryOrNull the query that is exported in place of tables; null for tables
 * @param beforeRows DDL that has to run before the rows are written; empty for a query
 * @param afterRows DDL that runs after them; empty for a query
 * @param checksums which checksums the manifests have
 * @param textFilesOrNull what is written in place of an export with its manifests; null for that
 */
record ExportPlan(
    String folder,
    String temporaryFolder,
    String runId,
    String databaseName,
    Format format,
    ExportNames names,
    ImmutableList<ExportTable> tables,
    ImmutableList<ExportObject> objects,
    String spannerExport,
    @Nullable String queryOrNull,
    ImmutableList<String> beforeRows,
    ImmutableList<String> afterRows,
    ChecksumAlgorithm checksums,
    @Nullable TextFiles textFilesOrNull)
    implements Serializable {

  /** An object without rows, and the schema that describes it. */
  record ExportObject(String stem, String avroSchema) implements Serializable {}

  /** The table, or the result of the query, of that name, which there has to be. */
  ExportTable table(String name) {
    return tables.stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The whole name of a file that describes the export. */
  String describing(String fileName) {
    return folder + names.describing(fileName);
  }

  Optional<LintelExport.Ddl> ddl() {
    return queryOrNull != null
        ? Optional.empty()
        : Optional.of(new LintelExport.Ddl(beforeRows, afterRows));
  }
}
