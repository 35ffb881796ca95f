package dev.lintel.transforms;

import com.google.cloud.spanner.ResultSet;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** A {@link ReadRows} that passes its rows to a function, partition by partition. */
final class ReadPerPartition<T> extends PTransform<PBegin, PCollection<T>> {
  private final ReadRows read;
  private final PartitionFn<T> fn;
  private final Coder<T> coder;

  ReadPerPartition(ReadRows read, PartitionFn<T> fn, Coder<T> coder) {
    this.read = read;
    this.fn = fn;
    this.coder = coder;
  }

  @Override
  public PCollection<T> expand(PBegin begin) {
    var tag = new TupleTag<T>("rows");
    return SnapshotGraph.of(read)
        .read(begin, new Call<>(fn, tag), List.of(tag))
        .get(tag)
        .setCoder(coder);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.delegate(read);
  }

  /** Calls the function with one output. */
  record Call<T>(PartitionFn<T> fn, TupleTag<T> tag) implements ReadPartitionFn.Consumer {
    @Override
    public void consume(int read, PartitionFn.Part part, ResultSet rows, MultiOutputReceiver out)
        throws Exception {
      fn.process(part, rows, out.get(tag));
    }
  }
}
