package dev.lintel.transforms;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The steps of a {@link ReadRows}: begin the snapshot, divide each read, read the partitions, end
 * the snapshot. What is reshuffled is fixed by it: a retried bundle sees the same snapshot and the
 * same partitions.
 *
 * @param spec what to read
 */
record SnapshotGraph(ReadRows spec) {

  static SnapshotGraph of(ReadRows spec) {
    spec.checkComplete();
    return new SnapshotGraph(spec);
  }

  /**
   * @param outputs the tags that the consumer puts out to, the first of which may be the main one
   */
  <T> PCollectionTuple read(
      PBegin begin, ReadPartitionFn.Consumer consumer, List<TupleTag<T>> outputs) {
    PCollection<SnapshotRead> reads =
        begin
            .apply("Reads", Create.of(spec.getReads().size()).withCoder(VarIntCoder.of()))
            .apply(
                "Begin snapshot",
                ParDo.of(new BeginSnapshotFn(spec.getConfig(), spec.getTimestampBound())))
            .setCoder(new SnapshotRead.Coder())
            .apply("Fix snapshot", Reshuffle.viaRandomKey());
    PCollection<SnapshotPartition> partitions =
        reads
            .apply(
                "Partition",
                ParDo.of(
                    new PartitionReadFn(
                        spec.getConfig(), spec.getReads(), spec.getOptions(), spec.getColumns())))
            .setCoder(new SnapshotPartition.Coder())
            .apply("Spread partitions", Reshuffle.viaRandomKey());
    var done = new TupleTag<SnapshotRead>();
    List<TupleTag<?>> others = new ArrayList<>(outputs.subList(1, outputs.size()));
    others.add(done);
    PCollectionTuple read =
        partitions.apply(
            "Read partitions",
            ParDo.of(new ReadPartitionFn<T>(spec, consumer, done))
                .withOutputTags(outputs.get(0), TupleTagList.of(others)));
    read.get(done)
        .setCoder(new SnapshotRead.Coder())
        .apply("Wait for all partitions", WithKeys.of(0))
        .setCoder(KvCoder.of(VarIntCoder.of(), new SnapshotRead.Coder()))
        .apply("All partitions", GroupByKey.create())
        .apply("End snapshot", ParDo.of(new EndSnapshotFn(spec.getConfig())));
    return read;
  }
}
