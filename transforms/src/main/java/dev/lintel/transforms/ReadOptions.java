package dev.lintel.transforms;

import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.PartitionOptions;
import com.google.common.collect.Streams;
import com.google.spanner.v1.DirectedReadOptions;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a read is sent with; it belongs to the call, so that it never costs a connection.
 *
 * @param maxPartitions the most partitions of one read that are wished for; 0 leaves it to Spanner
 */
record ReadOptions(
    @Nullable RpcPriority priority,
    @Nullable String tag,
    @Nullable DirectedReadOptions directedReads,
    boolean dataBoost,
    long maxPartitions)
    implements Serializable {

  static final ReadOptions NONE = new ReadOptions(null, null, null, false, 0);

  ReadOptions withPriority(RpcPriority priority) {
    return new ReadOptions(priority, tag, directedReads, dataBoost, maxPartitions);
  }

  ReadOptions withTag(String tag) {
    return new ReadOptions(priority, tag, directedReads, dataBoost, maxPartitions);
  }

  ReadOptions withDirectedReads(DirectedReadOptions directedReads) {
    return new ReadOptions(priority, tag, directedReads, dataBoost, maxPartitions);
  }

  ReadOptions withDataBoost() {
    return new ReadOptions(priority, tag, directedReads, true, maxPartitions);
  }

  ReadOptions withMaxPartitions(long maxPartitions) {
    return new ReadOptions(priority, tag, directedReads, dataBoost, maxPartitions);
  }

  PartitionOptions forPartitions() {
    return maxPartitions == 0
        ? PartitionOptions.getDefaultInstance()
        : PartitionOptions.newBuilder().setMaxPartitions(maxPartitions).build();
  }

  ReadOption[] forPartitionedRead() {
    return Streams.concat(common().map(ReadOption.class::cast), dataBoostOption())
        .toArray(ReadOption[]::new);
  }

  QueryOption[] forPartitionedQuery() {
    return Streams.concat(common().map(QueryOption.class::cast), dataBoostOption())
        .toArray(QueryOption[]::new);
  }

  /** Without Data Boost, which Spanner gives to partitions only. */
  ReadOption[] forRead() {
    return common().map(ReadOption.class::cast).toArray(ReadOption[]::new);
  }

  /** Without Data Boost, which Spanner gives to partitions only. */
  QueryOption[] forQuery() {
    return common().map(QueryOption.class::cast).toArray(QueryOption[]::new);
  }

  /** Each of them is an option of reads and of queries. */
  private Stream<Object> common() {
    return Stream.of(
            Optional.ofNullable(priority).map(Options::priority),
            Optional.ofNullable(tag).map(Options::tag),
            Optional.ofNullable(directedReads).map(Options::directedRead))
        .flatMap(Optional::stream);
  }

  private Stream<Options.ReadAndQueryOption> dataBoostOption() {
    return dataBoost ? Stream.of(Options.dataBoostEnabled(true)) : Stream.of();
  }
}
