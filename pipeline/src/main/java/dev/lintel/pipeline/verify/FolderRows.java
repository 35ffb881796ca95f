package dev.lintel.pipeline.verify;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.StructCoder;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowDifferenceCoder;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.reading.ReadRecords;
import dev.lintel.pipeline.reading.ReadRecordsResult;
import dev.lintel.pipeline.verify.ReferenceFiles.OfTable;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.ReadSpec;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Compares the rows of the tables with those of an export: all rows of both sides are read. */
final class FolderRows {
  private static final KvCoder<Integer, Struct> ROW =
      KvCoder.of(VarIntCoder.of(), StructCoder.of());

  /** So many rows of an export are held in memory together, or so many bytes of its files. */
  private static final long ROWS = 10_000;

  private static final long BYTES = 1L << 20;
  private static final long MOST_BUCKETS = 1_000_000;

  private FolderRows() {}

  /**
   * Adds the comparison to a pipeline.
   *
   * @param tables at least one
   * @param unpackLimit how much content a compressed file of the folder may have
   * @param read a read of the checked database, without tables yet
   * @param ends takes what else has to be waited for
   */
  static PCollection<RowDifference> differences(
      Pipeline pipeline,
      ImmutableList<TableComparison> tables,
      FolderReference folder,
      UnpackLimit unpackLimit,
      ReadRows read,
      List<PCollection<?>> ends) {
    ImmutableList<OfTable> files =
        tables.stream()
            .map(table -> new OfTable(table, folder.files(table.getTable())))
            .collect(toImmutableList());
    var buckets =
        RowBuckets.of(files.stream().map(table -> buckets(table, pipeline.getOptions())).toList());
    return KeyedPCollectionTuple.of(
            CompareBucketFn.EXPECTED,
            expected(pipeline, new ReferenceFiles(files, buckets, unpackLimit), ends))
        .and(CompareBucketFn.ACTUAL, actual(pipeline, tables, buckets, read))
        .apply("Join by key", CoGroupByKey.create())
        .apply("Compare rows", ParDo.of(new CompareBucketFn(tables, buckets)))
        .setCoder(RowDifferenceCoder.of());
  }

  private static int buckets(OfTable table, PipelineOptions options) {
    long rows = table.files().rows().values().stream().mapToLong(Long::longValue).sum();
    return (int)
        Math.min(MOST_BUCKETS, 1 + Math.max(rows / ROWS, table.files().bytes(options) / BYTES));
  }

  private static PCollection<KV<Integer, Struct>> expected(
      Pipeline pipeline, ReferenceFiles files, List<PCollection<?>> ends) {
    ReadRecordsResult<KV<Integer, Struct>> records =
        pipeline
            .apply("Start to read", Create.of((Void) null).withCoder(VoidCoder.of()))
            .apply(
                "Read the export", ReadRecords.of(files.list(), files, ROW, pipeline.getOptions()));
    ends.add(records.getRejected().apply("Refuse unreadable records", ParDo.of(new RefuseFn())));
    records.getChecked().ifPresent(ends::add);
    return records.getRecords();
  }

  private static PCollection<KV<Integer, Struct>> actual(
      Pipeline pipeline, ImmutableList<TableComparison> tables, RowBuckets buckets, ReadRows read) {
    ReadRows all = read;
    for (int i = 0; i < tables.size(); i++) {
      all =
          all.withRead(
              String.valueOf(i),
              ReadSpec.ofTable(tables.get(i).getActual().table().getName())
                  .withColumns(tables.get(i).getActual().columnNames()));
    }
    return pipeline.apply(
        "Read the database", all.perPartition(new BucketRowsFn(tables, buckets), ROW));
  }
}
