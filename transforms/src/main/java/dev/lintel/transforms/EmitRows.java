package dev.lintel.transforms;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.TupleTag;

/** Outputs every row as an element, to the output of its read. */
final class EmitRows implements ReadPartitionFn.Consumer {
  private final ImmutableList<TupleTag<Struct>> tags;
  private final Counter rowsRead = Metrics.counter(ReadRows.class, "rows_read");

  EmitRows(List<TupleTag<Struct>> tags) {
    this.tags = ImmutableList.copyOf(tags);
  }

  @Override
  public void consume(int read, PartitionFn.Part part, ResultSet rows, MultiOutputReceiver out) {
    var output = out.get(tags.get(read));
    long count = 0;
    while (rows.next()) {
      output.output(rows.getCurrentRowAsStruct());
      count++;
    }
    rowsRead.inc(count);
  }
}
