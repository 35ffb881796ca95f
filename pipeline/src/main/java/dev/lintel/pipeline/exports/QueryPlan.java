package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroRecords;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.exportfolder.TableManifest;
import dev.lintel.pipeline.run.RunId;
import dev.lintel.transforms.ReadSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** Plans the export of a query's result. */
final class QueryPlan {

  /** What the result is called in the export. */
  static final String NAME = "query";

  private final ExportOptions options;
  private final Dialect dialect;
  private final ImmutableList<Type.StructField> columns;

  /**
   * @param columns of the result, without {@link #problems}
   */
  QueryPlan(ExportOptions options, Dialect dialect, ImmutableList<Type.StructField> columns) {
    this.options = options;
    this.dialect = dialect;
    this.columns = columns;
  }

  /** Columns without a name or with the same, and types that no file holds. */
  static List<String> problems(List<Type.StructField> columns) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).getName();
      if (name.isEmpty()) {
        problems.add("column %d has no name; give it one with AS".formatted(i + 1));
      } else if (!seen.add(name)) {
        problems.add("two columns are named %s; rename one with AS".formatted(name));
      }
      Type type = columns.get(i).getType();
      Type element = type.getCode() == Type.Code.ARRAY ? type.getArrayElementType() : type;
      if (element.getCode() == Type.Code.STRUCT) {
        problems.add(
            "column %s is a STRUCT, which can only be exported field by field".formatted(name));
      }
    }
    return problems;
  }

  ExportPlan plan(String folder, RunId runId, String databaseName) {
    Schema schema = AvroRecords.schema(NAME, columns, ExportPreflight.timestamps(options));
    var export =
        new SpannerExport(
            List.of(SpannerExport.Item.of(NAME, TableManifest.fileName(NAME))),
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
        runId.value(),
        databaseName,
        options.getFormat().recordFormat(),
        ImmutableList.of(
            new ExportTable(
                NAME,
                NAME,
                columns,
                schema.toString(),
                ReadSpec.ofQuery(options.getQuery()),
                null)),
        ImmutableList.of(),
        export.toJson(),
        options.getQuery(),
        ImmutableList.of(),
        ImmutableList.of());
  }
}
