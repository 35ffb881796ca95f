package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import dev.lintel.transforms.RequestOptions;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;

/**
 * An archive of rows that a job is going to delete: an export of some rows of some tables, which
 * {@code import} reads. It is finished, with {@code spanner-export.json}, or it is none. Immutable.
 */
public final class RowArchive implements Serializable {
  private final ExportPlan plan;

  private RowArchive(ExportPlan plan) {
    this.plan = plan;
  }

  /**
   * Plans an archive. Its name begins with the name of the job, so that {@code --since=last} of an
   * export never takes it for one of the exports that it continues.
   *
   * @param outputDir where the folder of the archive will be
   * @param tables those of the rows
   * @param problems takes tables with columns that cannot be read
   */
  public static RowArchive plan(
      SpannerConnection connection,
      RequestTimeout timeout,
      DatabaseSchema schema,
      List<Table> tables,
      Format format,
      String outputDir,
      String job,
      RunId runId,
      Problems problems)
      throws InterruptedException {
    String database = connection.config().describe();
    for (Table table : tables) {
      for (Column column : table.getColumns()) {
        if (!column.isTypeKnown() && column.getSource() != Column.Source.GENERATED) {
          problems.add(
              ("--archiveDir: rows of table %s cannot be archived, because its column %s has the"
                      + " type %s, which this release does not read")
                  .formatted(table.getName(), column.getName(), column.getTypeName()));
        }
      }
    }
    problems.throwIfAny();
    List<String> ddl = timeout.await("the DDL of " + database, connection::getDdl);
    DatabaseDefinition definition =
        timeout.await(
            "the schema of " + database,
            () -> DatabaseDefinitionReader.read(connection.databaseClient(), ddl, schema));
    String folder =
        "%s%s-%s-%s-%s/"
            .formatted(
                FileSystems.matchNewResource(outputDir, /* isDirectory= */ true),
                job,
                connection.config().instanceId(),
                connection.config().databaseId(),
                runId);
    return new RowArchive(
        new TablesPlan(
                ExportSettings.of(format),
                definition,
                ImmutableList.copyOf(tables),
                TablesPlan.OtherObjects.NEEDED,
                ImmutableMap.of(),
                ImmutableMap.of())
            .plan(folder, runId, connection.config().resourceName()));
  }

  /** The folder, with a slash at its end. */
  public String folder() {
    return plan.folder();
  }

  /** Whether the archive is finished. */
  public boolean isFinished() throws IOException {
    return ExportFolder.isExport(plan.folder());
  }

  /** Deletes what a run has left that failed before the archive was finished. */
  public void discard() throws IOException {
    new ExportFinish(plan).discard();
  }

  /**
   * Returns a step that writes rows to the archive, given by the names of their tables and their
   * keys.
   *
   * @param snapshot as of when the rows are read; all of them have to be there
   */
  public WriteArchive write(
      ConnectionConfig config, TimestampBound snapshot, RequestOptions requests) {
    return new WriteArchive(config, plan, snapshot, requests);
  }
}
