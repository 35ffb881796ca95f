package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.exportfolder.ExportedFiles;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import dev.lintel.pipeline.formats.RowConversion;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.imports.LoadColumns;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The files of an export, each given by the number of its table and its name. Their records become
 * rows with the compared columns, as an import of the export would write them, each with its
 * bucket.
 *
 * @param unpackLimit how much content a compressed file may have
 */
record ReferenceFiles(ImmutableList<OfTable> tables, RowBuckets buckets, UnpackLimit unpackLimit)
    implements RecordFiles<KV<Integer, String>, KV<Integer, Struct>> {

  /** A table and its files. */
  record OfTable(TableComparison comparison, ExportedFiles files) implements Serializable {}

  /** The files with the numbers of their tables. */
  List<KV<Integer, String>> list() {
    ImmutableList.Builder<KV<Integer, String>> all = ImmutableList.builder();
    for (int i = 0; i < tables.size(); i++) {
      int table = i;
      tables.get(i).files().files().forEach(file -> all.add(KV.of(table, file)));
    }
    return all.build();
  }

  @Override
  public String nameOf(KV<Integer, String> file) {
    return file.getValue();
  }

  @Override
  public RecordFile<?, KV<Integer, Struct>> open(KV<Integer, String> file) {
    OfTable of = tables.get(file.getKey());
    DataFile data = DataFile.named(file.getValue()).limited(unpackLimit);
    Table table = of.comparison().getExpected().table();
    TextSettings settings = LoadColumns.ofExport().settings(TextSettings.lossless(), table, data);
    return open(of.files().format().open(data, settings), file.getKey());
  }

  private <R> RecordFile<R, KV<Integer, Struct>> open(OpenFile<R> open, int table) {
    TableComparison comparison = tables.get(table).comparison();
    RowPlaces places = RowPlaces.of(comparison);
    RowConversion<R> rows = open.rowsOf(comparison.getExpected().table(), Mutation.Op.INSERT);
    return RecordFile.of(
        open,
        comparison.getTable(),
        record -> {
          Struct row = row(rows.converter().convert(record.row()), comparison);
          return KV.of(buckets.bucketOf(table, places.of(row)), row);
        },
        rows.rejected());
  }

  private static Struct row(Mutation mutation, TableComparison comparison) {
    Map<String, Value> values = mutation.asMap();
    Struct.Builder row = Struct.newBuilder();
    for (String column : comparison.getExpected().columnNames()) {
      @Nullable Value value = values.get(column);
      if (value == null) {
        throw new IllegalStateException(
            "The export has no values of the column %s of table %s"
                .formatted(column, comparison.getTable()));
      }
      row.set(column).to(value);
    }
    return row.build();
  }

  @Override
  public OptionalLong expectedRecords(KV<Integer, String> file) {
    @Nullable Long exported = tables.get(file.getKey()).files().rows().get(file.getValue());
    return exported == null ? OptionalLong.empty() : OptionalLong.of(exported);
  }
}
