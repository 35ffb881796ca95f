package dev.lintel.transforms;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/** A {@link ReadPerPartition} that begins when its input has an element. */
final class ReadOnSignal<T> extends PTransform<PCollection<Void>, PCollection<T>> {
  private final ReadRows read;
  private final PartitionFn<T> fn;
  private final Coder<T> coder;

  ReadOnSignal(ReadRows read, PartitionFn<T> fn, Coder<T> coder) {
    this.read = read;
    this.fn = fn;
    this.coder = coder;
  }

  @Override
  public PCollection<T> expand(PCollection<Void> signal) {
    var tag = new TupleTag<T>("rows");
    int reads = read.getReads().size();
    PCollection<Integer> numbers =
        signal
            .apply("Count reads", MapElements.into(TypeDescriptors.integers()).via(unused -> reads))
            .setCoder(VarIntCoder.of());
    return SnapshotGraph.of(read)
        .read(numbers, new ReadPerPartition.Call<>(fn, tag), List.of(tag))
        .get(tag)
        .setCoder(coder);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.delegate(read);
  }
}
