package dev.lintel.connection;

import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.BatchTransactionId;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.Partition;
import com.google.cloud.spanner.PartitionOptions;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import java.util.List;

/** {@link SharedReads} of a snapshot that several processes share. */
final class SharedBatchSnapshot extends SharedSnapshot<BatchReadOnlyTransaction>
    implements BatchReadOnlyTransaction {

  SharedBatchSnapshot(BatchReadOnlyTransaction transaction, GuardedRequests requests) {
    super(transaction, requests);
  }

  @Override
  public List<Partition> partitionRead(
      PartitionOptions partitionOptions,
      String table,
      KeySet keys,
      Iterable<String> columns,
      ReadOption... options) {
    return requests()
        .answer(
            "PartitionRead of " + table,
            () -> reads().partitionRead(partitionOptions, table, keys, columns, options));
  }

  @Override
  public List<Partition> partitionReadUsingIndex(
      PartitionOptions partitionOptions,
      String table,
      String index,
      KeySet keys,
      Iterable<String> columns,
      ReadOption... options) {
    return requests()
        .answer(
            "PartitionRead of " + table,
            () ->
                reads()
                    .partitionReadUsingIndex(
                        partitionOptions, table, index, keys, columns, options));
  }

  @Override
  public List<Partition> partitionQuery(
      PartitionOptions partitionOptions, Statement statement, QueryOption... options) {
    return requests()
        .answer(
            "PartitionQuery", () -> reads().partitionQuery(partitionOptions, statement, options));
  }

  @Override
  public ResultSet execute(Partition partition) {
    return rows("The read of a partition", () -> reads().execute(partition));
  }

  @Override
  public BatchTransactionId getBatchTransactionId() {
    return reads().getBatchTransactionId();
  }

  @Override
  public void cleanup() {
    reads().cleanup();
  }
}
