package dev.lintel.transforms;

import dev.lintel.connection.SpannerConnections;
import java.util.List;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The steps of a {@link ReadRows}: begin the snapshot, partition each read, read the partitions.
 * The reshuffles store their elements, so that a retried bundle sees the same snapshot and the same
 * partitions.
 *
 * @param spec what to read
 */
record SnapshotGraph(ReadRows spec) {

  /**
   * How many requests for the partitions of a read are under way at a time, at most. Each takes
   * tens of milliseconds, and a runner has more work with a bundle for each of a thousand tables.
   */
  private static final int PARTITIONING_AT_A_TIME = 16;

  static SnapshotGraph of(ReadRows spec) {
    spec.checkComplete();
    return new SnapshotGraph(spec);
  }

  /**
   * Adds the steps.
   *
   * @param outputs the tags of the consumer's outputs, the main output first
   */
  <T> PCollectionTuple read(
      PBegin begin, ReadPartitionFn.Consumer consumer, List<TupleTag<T>> outputs) {
    return read(
        begin.apply("Count reads", Create.of(spec.getReads().size()).withCoder(VarIntCoder.of())),
        consumer,
        outputs);
  }

  /**
   * Adds the steps.
   *
   * @param numbers an element for each repetition of the reads, which is their number
   * @param outputs the tags of the consumer's outputs, the main output first
   */
  <T> PCollectionTuple read(
      PCollection<Integer> numbers, ReadPartitionFn.Consumer consumer, List<TupleTag<T>> outputs) {
    SpannerConnections.forgetFacts(spec.getConfig());
    PCollection<SnapshotRead> reads =
        numbers
            .apply("Begin snapshot", ParDo.of(new BeginSnapshotFn(spec)))
            .setCoder(new SnapshotRead.Coder())
            .apply(
                "Store snapshot",
                Reshuffle.<SnapshotRead>viaRandomKey().withNumBuckets(PARTITIONING_AT_A_TIME));
    PCollection<SnapshotPartition> partitions =
        reads
            .apply("Partition reads", ParDo.of(new PartitionReadFn(spec)))
            .setCoder(new SnapshotPartition.Coder())
            .apply("Spread partitions", Reshuffle.viaRandomKey());
    return partitions.apply(
        "Read partitions",
        ParDo.of(new ReadPartitionFn<T>(spec, consumer))
            .withOutputTags(outputs.get(0), tail(outputs)));
  }

  private static <T> TupleTagList tail(List<TupleTag<T>> tags) {
    return TupleTagList.of(List.<TupleTag<?>>copyOf(tags.subList(1, tags.size())));
  }
}
