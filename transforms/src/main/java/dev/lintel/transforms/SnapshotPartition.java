package dev.lintel.transforms;

import com.google.cloud.spanner.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * One partition of one read of the snapshot.
 *
 * @param of the read that it belongs to
 * @param number the number of the partition, from 0
 * @param count how many partitions the read has
 * @param partition empty for a read in one piece
 */
record SnapshotPartition(SnapshotRead of, int number, int count, Optional<Handle> partition) {

  static SnapshotPartition of(SnapshotRead read, int number, int count, Partition partition) {
    return new SnapshotPartition(read, number, count, Optional.of(Handle.of(partition)));
  }

  static SnapshotPartition whole(SnapshotRead read) {
    return new SnapshotPartition(read, 0, 1, Optional.empty());
  }

  /** Encodes the record; equal records have equal bytes. */
  static final class Coder extends AtomicCoder<SnapshotPartition> {
    private static final long serialVersionUID = 1;

    private static final SnapshotRead.Coder READ = new SnapshotRead.Coder();

    @Override
    public void encode(SnapshotPartition value, OutputStream out) throws IOException {
      READ.encode(value.of(), out);
      VarInt.encode(value.number(), out);
      VarInt.encode(value.count(), out);
      BooleanCoder.of().encode(value.partition().isPresent(), out);
      if (value.partition().isPresent()) {
        value.partition().get().encode(out);
      }
    }

    @Override
    public SnapshotPartition decode(InputStream in) throws IOException {
      return new SnapshotPartition(
          READ.decode(in),
          VarInt.decodeInt(in),
          VarInt.decodeInt(in),
          BooleanCoder.of().decode(in) ? Optional.of(Handle.decode(in)) : Optional.empty());
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
