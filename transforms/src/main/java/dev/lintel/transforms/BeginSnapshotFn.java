package dev.lintel.transforms;

import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.Deadline;
import java.time.Duration;
import java.time.InstantSource;

/** Begins the one read-only transaction of a {@link ReadRows}; gives every read of it. */
final class BeginSnapshotFn extends ConnectedDoFn<Integer, SnapshotRead> {
  private final TimestampBound bound;
  private final Duration timeout;

  BeginSnapshotFn(ReadRows spec) {
    super(spec.getConfig());
    this.bound = spec.getTimestampBound();
    this.timeout = spec.getStallTimeout();
  }

  /** Takes the number of reads. */
  @ProcessElement
  public void process(@Element Integer reads, OutputReceiver<SnapshotRead> out) {
    SnapshotAge.of(connection(), InstantSource.system()).check(bound);
    // Not closed, here or later: the processes that read are told its name. Its session is the
    // client's multiplexed one, which cleaning up would take from whatever else uses it.
    BatchReadOnlyTransaction snapshot =
        Deadline.within(timeout, () -> connection().batchClient().batchReadOnlyTransaction(bound));
    for (int read = 0; read < reads; read++) {
      out.output(SnapshotRead.of(read, snapshot));
    }
    ConnectionMetrics.report();
  }
}
