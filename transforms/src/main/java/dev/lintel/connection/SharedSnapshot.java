package dev.lintel.connection;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ReadOnlyTransaction;

/** {@link SharedReads} at one timestamp. */
class SharedSnapshot<T extends ReadOnlyTransaction> extends SharedReads<T>
    implements ReadOnlyTransaction {

  SharedSnapshot(T transaction, GuardedRequests requests) {
    super(transaction, requests);
  }

  @Override
  public Timestamp getReadTimestamp() {
    return reads().getReadTimestamp();
  }
}
