package dev.lintel.transforms;

import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.Deadline;
import java.time.Duration;

/** Begins the one read-only transaction of a {@link ReadRows}; outputs one element per read. */
final class BeginSnapshotFn extends ConnectedDoFn<Integer, SnapshotRead> {
  private final TimestampBound bound;
  private final Duration timeout;

  BeginSnapshotFn(ReadRows spec) {
    super(spec.getConfig());
    this.bound = spec.getTimestampBound();
    this.timeout = spec.getStallTimeout();
  }

  /** The element is the number of reads. */
  @ProcessElement
  public void process(@Element Integer reads, OutputReceiver<SnapshotRead> out)
      throws InterruptedException {
    SnapshotAge.of(connection()).check(bound);
    // Never closed: the processes that read use it by its id. Its session is the client's
    // multiplexed one, which other requests use, so it must not be deleted.
    BatchReadOnlyTransaction snapshot =
        Deadline.within(timeout, () -> connection().batchClient().batchReadOnlyTransaction(bound));
    for (int read = 0; read < reads; read++) {
      out.output(SnapshotRead.of(read, snapshot));
    }
    ConnectionMetrics.report();
  }
}
