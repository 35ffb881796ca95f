package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.StructCoder;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowDifferenceCoder;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.formats.ReadRecordsFn;
import dev.lintel.pipeline.verify.ReferenceFiles.OfTable;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.ReadSpec;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Compares the rows of the tables with those of an export: all rows of both sides are read. */
final class FolderRows {
  private static final KvCoder<byte[], Struct> ROW =
      KvCoder.of(ByteArrayCoder.of(), StructCoder.of());

  private FolderRows() {}

  /**
   * Adds the comparison to a pipeline.
   *
   * @param tables at least one
   * @param read a read of the checked database, without tables yet
   */
  static PCollection<RowDifference> differences(
      Pipeline pipeline,
      ImmutableList<TableComparison> tables,
      FolderReference folder,
      ReadRows read) {
    return KeyedPCollectionTuple.of(
            ComparePlaceFn.EXPECTED, expected(pipeline, files(tables, folder)))
        .and(ComparePlaceFn.ACTUAL, actual(pipeline, tables, read))
        .apply("Join by key", CoGroupByKey.create())
        .apply("Compare rows", ParDo.of(new ComparePlaceFn(tables)))
        .setCoder(RowDifferenceCoder.of());
  }

  private static ReferenceFiles files(
      ImmutableList<TableComparison> tables, FolderReference folder) {
    return new ReferenceFiles(
        tables.stream()
            .map(table -> new OfTable(table, folder.files(table.getTable())))
            .collect(ImmutableList.toImmutableList()));
  }

  private static PCollection<KV<byte[], Struct>> expected(
      Pipeline pipeline, ReferenceFiles files) {
    TupleTag<KV<byte[], Struct>> rows = new TupleTag<>() {};
    TupleTag<String> rejected = new TupleTag<>() {};
    PCollectionTuple records =
        pipeline
            .apply(
                "List files",
                Create.of(files.list())
                    .withCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of())))
            .apply("Redistribute files", Reshuffle.viaRandomKey())
            .apply(
                "Read the export",
                ParDo.of(new ReadRecordsFn<>(files, rows, rejected))
                    .withOutputTags(rows, TupleTagList.of(rejected)));
    records
        .get(rejected)
        .setCoder(StringUtf8Coder.of())
        .apply("Refuse unreadable records", ParDo.of(new RefuseFn()));
    return records.get(rows).setCoder(ROW);
  }

  private static PCollection<KV<byte[], Struct>> actual(
      Pipeline pipeline, ImmutableList<TableComparison> tables, ReadRows read) {
    ReadRows all = read;
    for (int i = 0; i < tables.size(); i++) {
      all =
          all.withRead(
              String.valueOf(i),
              ReadSpec.ofTable(tables.get(i).getActual().table().getName())
                  .withColumns(tables.get(i).getActual().columnNames()));
    }
    return pipeline.apply(
        "Read the database", all.perPartition(new PlaceRowsFn(tables), ROW));
  }
}
