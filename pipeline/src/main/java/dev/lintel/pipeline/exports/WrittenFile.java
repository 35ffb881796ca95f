package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.files.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The result of writing one partition.
 *
 * @param table the name of the table
 * @param number which partition of the table it is, from 0
 * @param count how many partitions the table has
 * @param file the file it was written to, its whole name; empty if it has no rows
 * @param rows how many were written
 * @param digest the file's digest
 * @param readTimestamp the snapshot's, RFC 3339
 */
record WrittenFile(
    String table,
    int number,
    int count,
    String file,
    long rows,
    FileDigest digest,
    String readTimestamp) {

  boolean hasRows() {
    return !file.isEmpty();
  }

  /** Coder of the record. Equal files have equal encodings. */
  static final class Coder extends AtomicCoder<WrittenFile> {
    private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
    private static final FileDigest.Coder DIGEST = new FileDigest.Coder();

    @Override
    public void encode(WrittenFile value, OutputStream out) throws IOException {
      TEXT.encode(value.table(), out);
      VarInt.encode(value.number(), out);
      VarInt.encode(value.count(), out);
      TEXT.encode(value.file(), out);
      VarInt.encode(value.rows(), out);
      DIGEST.encode(value.digest(), out);
      TEXT.encode(value.readTimestamp(), out);
    }

    @Override
    public WrittenFile decode(InputStream in) throws IOException {
      return new WrittenFile(
          TEXT.decode(in),
          VarInt.decodeInt(in),
          VarInt.decodeInt(in),
          TEXT.decode(in),
          VarInt.decodeLong(in),
          DIGEST.decode(in),
          TEXT.decode(in));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
