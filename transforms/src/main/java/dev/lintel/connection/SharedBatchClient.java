package dev.lintel.connection;

import com.google.cloud.spanner.BatchClient;
import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.BatchTransactionId;
import com.google.cloud.spanner.TimestampBound;

/** A BatchClient that delegates to the client's own, but says what to do if a DoFn captures it. */
final class SharedBatchClient extends NeverSerialized implements BatchClient {
  private final transient BatchClient client;

  SharedBatchClient(BatchClient client) {
    this.client = client;
  }

  @Override
  public BatchReadOnlyTransaction batchReadOnlyTransaction(TimestampBound bound) {
    return client.batchReadOnlyTransaction(bound);
  }

  @Override
  public BatchReadOnlyTransaction batchReadOnlyTransaction(BatchTransactionId id) {
    return client.batchReadOnlyTransaction(id);
  }

  @Override
  public String getDatabaseRole() {
    return client.getDatabaseRole();
  }
}
