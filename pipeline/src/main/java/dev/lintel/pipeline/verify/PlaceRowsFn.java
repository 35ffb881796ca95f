package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.compare.TableComparison;
import dev.lintel.transforms.PartitionFn;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;

/** Outputs the rows of the checked database, each by its place. */
record PlaceRowsFn(ImmutableList<TableComparison> tables)
    implements PartitionFn<KV<byte[], Struct>> {

  @Override
  public void process(Part part, ResultSet rows, OutputReceiver<KV<byte[], Struct>> out) {
    int number = Integer.parseInt(part.read());
    RowPlaces places = RowPlaces.of(number, tables.get(number));
    while (rows.next()) {
      Struct row = rows.getCurrentRowAsStruct();
      out.output(KV.of(places.of(row), row));
    }
  }
}
