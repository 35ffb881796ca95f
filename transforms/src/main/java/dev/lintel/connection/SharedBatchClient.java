package dev.lintel.connection;

import com.google.cloud.spanner.BatchClient;
import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.BatchTransactionId;
import com.google.cloud.spanner.TimestampBound;

/** A BatchClient that delegates to the client's own, but says what to do if a DoFn captures it. */
final class SharedBatchClient extends NeverSerialized implements BatchClient {
  private final transient BatchClient client;
  private final transient GuardedRequests requests;

  SharedBatchClient(BatchClient client, GuardedRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public BatchReadOnlyTransaction batchReadOnlyTransaction(TimestampBound bound) {
    return new SharedBatchSnapshot(
        requests.answer("BeginTransaction", () -> client.batchReadOnlyTransaction(bound)),
        requests);
  }

  @Override
  public BatchReadOnlyTransaction batchReadOnlyTransaction(BatchTransactionId id) {
    return new SharedBatchSnapshot(client.batchReadOnlyTransaction(id), requests);
  }

  @Override
  public String getDatabaseRole() {
    return client.getDatabaseRole();
  }
}
