package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes;
import dev.lintel.ddl.DdlScript;
import dev.lintel.pipeline.exportfolder.ChecksumAlgorithm;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.files.CsvForm;
import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.WriteSettings;
import dev.lintel.schema.Table;
import dev.lintel.transforms.PartitionFn;
import dev.lintel.transforms.ReadSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.OutputBuilder;

/**
 * The files of an export of tables with one column, {@code Id}, as the bundles of a pipeline write
 * them.
 */
final class ExportFiles {
  static final String SNAPSHOT = "2026-11-24T08:00:00.000000001Z";

  private static final ImmutableList<Type.StructField> COLUMNS =
      ImmutableList.of(Type.StructField.of("Id", Type.int64()));

  private final ExportPlan plan;

  ExportFiles(Path folder, RecordFormat format, String... tables) {
    this(folder, Formats.of(format), tables);
  }

  private ExportFiles(Path folder, Format format, String... tables) {
    ExportNames names = ExportNames.of(format, null);
    List<SpannerExport.Item> items =
        Arrays.stream(tables)
            .map(table -> SpannerExport.Item.of(table, names.manifest(table)))
            .toList();
    var export =
        new SpannerExport(
            items, List.of(), List.of(), null, List.of(), List.of(), List.of(), null, List.of());
    plan =
        new ExportPlan(
            folder + "/",
            folder + "/" + ExportFolder.TEMPORARY,
            "2026-11-24T08-00-01Z-0000",
            "projects/p/instances/i/databases/d",
            format,
            names,
            Arrays.stream(tables).map(ExportFiles::table).collect(ImmutableList.toImmutableList()),
            ImmutableList.of(),
            export.toJson(),
            null,
            ImmutableList.of(),
            ImmutableList.of(),
            ChecksumAlgorithm.MD5,
            null);
  }

  private ExportFiles(ExportPlan plan) {
    this.plan = plan;
  }

  /** Text files of the table T, with that beginning of their names, in place of an export. */
  static ExportFiles ofText(String prefix) throws IOException {
    Format format =
        Formats.of(RecordFormat.CSV)
            .with(new WriteSettings(AvroCodec.SNAPPY, ParquetTypes.LOGICAL, CsvForm.GOOGLE));
    Table table =
        DdlScript.parse(
                "CREATE TABLE T (Id INT64 NOT NULL) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
            .planned()
            .findTable("T")
            .orElseThrow();
    return new ExportFiles(
        TextFiles.of(prefix, table)
            .inPlaceOf(
                new ExportFiles(Path.of("not-used"), format, "T").plan, /* tempDirectory= */ null));
  }

  private static ExportTable table(String name) {
    String schema = AvroRecords.schema(name, COLUMNS, AvroTypes.Timestamps.STRING).toString();
    return new ExportTable(name, name, COLUMNS, schema, ReadSpec.ofTable(name), null, null);
  }

  ExportPlan plan() {
    return plan;
  }

  /** The output of a bundle that writes these rows. */
  WrittenFile write(String table, int number, int count, long... ids) throws Exception {
    return write(new WriteFileFn(plan), table, number, count, ids);
  }

  /** The output of bundles that write tables A and B, one partition of A without rows. */
  WrittenFile[] writeAll() throws Exception {
    return new WrittenFile[] {
      write("A", 2, 3, 3), write("B", 0, 1, 7), write("A", 1, 3), write("A", 0, 3, 1, 2)
    };
  }

  static WrittenFile write(WriteFileFn fn, String table, int number, int count, long... ids)
      throws Exception {
    List<Struct> rows =
        Arrays.stream(ids).mapToObj(id -> Struct.newBuilder().set("Id").to(id).build()).toList();
    var part = new PartitionFn.Part(table, number, count, Timestamp.parseTimestamp(SNAPSHOT));
    var written = new ArrayList<WrittenFile>();
    var type = Type.struct(COLUMNS);
    try (var result = ResultSets.forRows(type, rows)) {
      fn.process(part, result, into(written));
    }
    return written.get(0);
  }

  private static OutputReceiver<WrittenFile> into(List<WrittenFile> written) {
    return new OutputReceiver<>() {
      @Override
      public void output(WrittenFile file) {
        written.add(file);
      }

      @Override
      public OutputBuilder<WrittenFile> builder(WrittenFile file) {
        throw new UnsupportedOperationException("all are of the one window");
      }
    };
  }

  void finish(WrittenFile... written) throws IOException {
    new ExportFinish(plan).finish(List.of(written), PipelineOptionsFactory.create());
  }
}
