package dev.lintel.transforms;

import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Partition;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.Deadline;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Spanner to partition a read; one that cannot be partitioned stays in one piece. */
final class PartitionReadFn extends ConnectedDoFn<SnapshotRead, SnapshotPartition> {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionReadFn.class);

  private final ImmutableList<ReadSpec> reads;
  private final ReadOptions options;
  private final SerializedValue<ReadColumns> columns;
  private final Duration timeout;

  PartitionReadFn(ReadRows spec) {
    super(spec.getConfig());
    this.reads = spec.getReads();
    this.options = spec.getOptions();
    this.columns = SerializedValue.of(spec.getColumns());
    this.timeout = spec.getStallTimeout();
  }

  @ProcessElement
  public void process(@Element SnapshotRead read, OutputReceiver<SnapshotPartition> out)
      throws InterruptedException {
    ReadSpec spec = reads.get(read.read());
    BatchReadOnlyTransaction snapshot = read.open(connection());
    List<String> names =
        spec.getStatement().isPresent()
            ? List.of()
            : columns.get().of(spec, connection(), read.readTimestamp());
    List<Partition> partitions =
        Deadline.within(
            timeout,
            () ->
                spec.getStatement().isPresent()
                    ? partitionsOfQuery(snapshot, spec)
                    : partitionsOfTable(snapshot, spec, names));
    if (partitions.isEmpty()) {
      out.output(SnapshotPartition.whole(read));
    }
    for (int i = 0; i < partitions.size(); i++) {
      out.output(SnapshotPartition.of(read, i, partitions.size(), partitions.get(i)));
    }
  }

  private List<Partition> partitionsOfTable(
      BatchReadOnlyTransaction snapshot, ReadSpec spec, List<String> names) {
    String table = spec.getTable().orElseThrow();
    return spec.getIndex().isPresent()
        ? snapshot.partitionReadUsingIndex(
            options.forPartitions(),
            table,
            spec.getIndex().get(),
            spec.getKeys(),
            names,
            options.forPartitionedRead())
        : snapshot.partitionRead(
            options.forPartitions(), table, spec.getKeys(), names, options.forPartitionedRead());
  }

  private List<Partition> partitionsOfQuery(BatchReadOnlyTransaction snapshot, ReadSpec spec) {
    try {
      return snapshot.partitionQuery(
          options.forPartitions(),
          spec.getStatement().orElseThrow(),
          options.forPartitionedQuery());
    } catch (SpannerException e) {
      if (e.getErrorCode() != ErrorCode.INVALID_ARGUMENT) {
        throw e;
      }
      // An invalid query has the same code; reading it in one piece will then fail with the reason.
      LOG.warn(
          "The query cannot be partitioned and is read in one piece, by one worker, without Data"
              + " Boost: {} ({})",
          spec.describe(),
          e.getMessage());
      return List.of();
    }
  }
}
