package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroRecords;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.transforms.ReadSpec;
import java.util.List;
import org.apache.avro.Schema;

/** Plans the export of a query's result. */
final class QueryPlan {

  /** What the result is called in the export. */
  static final String NAME = "query";

  private final ExportOptions options;
  private final Dialect dialect;
  private final ImmutableList<Type.StructField> columns;

  /**
   * @param columns of the result
   */
  QueryPlan(ExportOptions options, Dialect dialect, ImmutableList<Type.StructField> columns) {
    this.options = options;
    this.dialect = dialect;
    this.columns = columns;
  }

  ExportPlan plan(String folder, RunId runId, String databaseName) {
    ExportSettings settings = ExportSettings.of(options);
    Schema schema = AvroRecords.schema(NAME, columns, settings.timestamps());
    ExportNames names = settings.names();
    var export =
        new SpannerExport(
            List.of(SpannerExport.Item.of(NAME, names.manifest(NAME))),
            List.of(),
            List.of(),
            SpannerExport.nameOf(dialect),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());
    return new ExportPlan(
        folder,
        settings.temporaryFolder(folder),
        runId.value(),
        databaseName,
        settings.format(),
        names,
        ImmutableList.of(
            new ExportTable(
                NAME,
                NAME,
                columns,
                schema.toString(),
                ReadSpec.ofQuery(options.getQuery()),
                null,
                null)),
        ImmutableList.of(),
        export.toJson(),
        options.getQuery(),
        ImmutableList.of(),
        ImmutableList.of(),
        settings.checksums(),
        null);
  }
}
