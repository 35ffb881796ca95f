package dev.lintel.transforms;

import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.Partition;
import com.google.cloud.spanner.ResultSet;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.StallGuard;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** Reads partitions, each as a stream on the thread of the bundle. */
final class ReadPartitionFn<T> extends ConnectedDoFn<SnapshotPartition, T> {

  /** Processes the rows of one partition; knows the output of each read. */
  interface Consumer extends Serializable {
    void consume(int read, PartitionFn.Part part, ResultSet rows, MultiOutputReceiver out)
        throws Exception;
  }

  private final ImmutableList<String> names;
  private final ImmutableList<ReadSpec> reads;
  private final ReadOptions options;
  private final ReadColumns columns;
  private final Consumer consumer;
  private final Duration stallTimeout;

  private final Counter partitions = Metrics.counter(ReadRows.class, "partitions_read");

  ReadPartitionFn(ReadRows spec, Consumer consumer) {
    super(spec.getConfig());
    this.names = spec.getNames();
    this.reads = spec.getReads();
    this.options = spec.getOptions();
    this.columns = spec.getColumns();
    this.consumer = consumer;
    this.stallTimeout = spec.getStallTimeout();
  }

  @ProcessElement
  public void process(@Element SnapshotPartition partition, MultiOutputReceiver out)
      throws Exception {
    SnapshotRead read = partition.of();
    var part =
        new PartitionFn.Part(
            names.get(read.read()), partition.number(), partition.count(), read.readTimestamp());
    List<String> columnNames =
        needsColumns(partition)
            ? columns.of(reads.get(read.read()), connection(), read.readTimestamp())
            : List.of();
    try (ResultSet rows =
        StallGuard.open(
            stallTimeout, () -> rows(read.open(connection()), partition, columnNames))) {
      consumer.consume(read.read(), part, rows, out);
    }
    partitions.inc();
    ConnectionMetrics.report();
  }

  /** True for a table that Spanner did not partition; a partition has its columns already. */
  private boolean needsColumns(SnapshotPartition partition) {
    return partition.partition().isEmpty()
        && reads.get(partition.of().read()).getTable().isPresent();
  }

  private ResultSet rows(
      BatchReadOnlyTransaction snapshot, SnapshotPartition partition, List<String> columnNames) {
    if (partition.partition().isPresent()) {
      return snapshot.execute(partition.partition().get().open(Partition.class));
    }
    ReadSpec spec = reads.get(partition.of().read());
    if (spec.getStatement().isPresent()) {
      return snapshot.executeQuery(spec.getStatement().get(), options.forQuery());
    }
    String table = spec.getTable().orElseThrow();
    return spec.getIndex().isPresent()
        ? snapshot.readUsingIndex(
            table, spec.getIndex().get(), spec.getKeys(), columnNames, options.forRead())
        : snapshot.read(table, spec.getKeys(), columnNames, options.forRead());
  }
}
