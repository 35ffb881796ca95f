package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.transforms.PartitionFn;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;

/** Outputs the rows of the checked database, each with its bucket. */
record BucketRowsFn(ImmutableList<TableComparison> tables, RowBuckets buckets)
    implements PartitionFn<KV<Integer, Struct>> {

  @Override
  public void process(Part part, ResultSet rows, OutputReceiver<KV<Integer, Struct>> out) {
    int table = Integer.parseInt(part.read());
    RowPlaces places = RowPlaces.of(tables.get(table));
    while (rows.next()) {
      Struct row = rows.getCurrentRowAsStruct();
      out.output(KV.of(buckets.bucketOf(table, places.of(row)), row));
    }
  }
}
