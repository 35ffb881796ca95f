package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.BatchReadOnlyTransaction;
import com.google.cloud.spanner.BatchTransactionId;
import dev.lintel.connection.SpannerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * One read of the snapshot, before it is partitioned.
 *
 * @param read the position of its {@link ReadSpec}
 * @param snapshot identifies the read-only transaction to every process
 * @param readTimestamp the timestamp that it reads at
 */
record SnapshotRead(int read, Handle snapshot, Timestamp readTimestamp) {

  static SnapshotRead of(int read, BatchReadOnlyTransaction snapshot) {
    return new SnapshotRead(
        read, Handle.of(snapshot.getBatchTransactionId()), snapshot.getReadTimestamp());
  }

  /** Returns the transaction in this process. The caller must not close it. */
  BatchReadOnlyTransaction open(SpannerConnection connection) {
    return connection
        .batchClient()
        .batchReadOnlyTransaction(snapshot.open(BatchTransactionId.class));
  }

  /** Encodes the record; equal records have equal bytes. */
  static final class Coder extends AtomicCoder<SnapshotRead> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(SnapshotRead value, OutputStream out) throws IOException {
      VarInt.encode(value.read(), out);
      value.snapshot().encode(out);
      StringUtf8Coder.of().encode(value.readTimestamp().toString(), out);
    }

    @Override
    public SnapshotRead decode(InputStream in) throws IOException {
      return new SnapshotRead(
          VarInt.decodeInt(in),
          Handle.decode(in),
          Timestamp.parseTimestamp(StringUtf8Coder.of().decode(in)));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
