package dev.lintel.transforms;

import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.Partition;
import com.google.cloud.spanner.ResultSet;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.SerializedValue;
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

  /** What to read, which is large for many tables. */
  private record Spec(
      ImmutableList<String> names,
      ImmutableList<ReadSpec> reads,
      ReadOptions options,
      ReadColumns columns,
      Consumer consumer,
      Duration stallTimeout)
      implements Serializable {}

  private final SerializedValue<Spec> spec;

  private final Counter partitions = Metrics.counter(ReadRows.class, "partitions_read");

  ReadPartitionFn(ReadRows spec, Consumer consumer) {
    super(spec.getConfig());
    this.spec =
        SerializedValue.of(
            new Spec(
                spec.getNames(),
                spec.getReads(),
                spec.getOptions(),
                spec.getColumns(),
                consumer,
                spec.getStallTimeout()));
  }

  @ProcessElement
  public void process(@Element SnapshotPartition partition, MultiOutputReceiver out)
      throws Exception {
    SnapshotRead read = partition.of();
    var part =
        new PartitionFn.Part(
            spec.get().names().get(read.read()),
            partition.number(),
            partition.count(),
            read.readTimestamp());
    List<String> columnNames =
        needsColumns(partition)
            ? spec.get()
                .columns()
                .of(spec.get().reads().get(read.read()), connection(), read.readTimestamp())
            : List.of();
    try (ResultSet rows =
        StallGuard.open(
            "The read of %s in %s".formatted(part.read(), connection().config().describe()),
            spec.get().stallTimeout(),
            () -> rows(read.open(connection()), partition, columnNames))) {
      spec.get().consumer().consume(read.read(), part, rows, out);
    }
    partitions.inc();
    spec.get().reads().get(read.read()).reportLineage(connection());
    ConnectionMetrics.report();
  }

  /** True for a table that Spanner did not partition; a partition has its columns already. */
  private boolean needsColumns(SnapshotPartition partition) {
    return partition.partition().isEmpty()
        && spec.get().reads().get(partition.of().read()).getTable().isPresent();
  }

  private ResultSet rows(
      BatchReadOnlyTransaction snapshot, SnapshotPartition partition, List<String> columnNames) {
    if (partition.partition().isPresent()) {
      return snapshot.execute(partition.partition().get().open(Partition.class));
    }
    ReadOptions options = spec.get().options();
    ReadSpec read = spec.get().reads().get(partition.of().read());
    if (read.getStatement().isPresent()) {
      return snapshot.executeQuery(read.getStatement().get(), options.forQuery());
    }
    String table = read.getTable().orElseThrow();
    return read.getIndex().isPresent()
        ? snapshot.readUsingIndex(
            table, read.getIndex().get(), read.getKeys(), columnNames, options.forRead())
        : snapshot.read(table, read.getKeys(), columnNames, options.forRead());
  }
}
