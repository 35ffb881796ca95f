package dev.lintel.pipeline.files.avro;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * The bytes of an Avro data file. The last ones have to be its sync marker: Avro's own reader takes
 * a file that ends within a block for a file that ends before the block.
 */
final class AvroBytes extends FilterInputStream {
  private final byte[] sync;
  private final byte[] tail;

  private AvroBytes(InputStream in, byte[] sync) {
    super(in);
    this.sync = sync;
    this.tail = sync.clone();
  }

  /**
   * The whole file, from its first byte.
   *
   * @throws IOException if it does not begin like an Avro data file
   */
  static AvroBytes of(InputStream file) throws IOException {
    var header = new ByteArrayOutputStream();
    byte[] sync = syncMarker(new Recorded(file, header));
    var whole = new SequenceInputStream(new ByteArrayInputStream(header.toByteArray()), file);
    return new AvroBytes(whole, sync);
  }

  /**
   * Reads the header of a file, of which nothing has been read yet; returns the marker at its end
   * and at that of each block.
   *
   * @throws IOException if it does not begin like an Avro data file
   */
  static byte[] syncMarker(InputStream file) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(file, null);
    var magic = new byte[DataFileConstants.MAGIC.length];
    decoder.readFixed(magic);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new IOException("not an Avro data file");
    }
    for (long entries = decoder.readMapStart(); entries != 0; entries = decoder.mapNext()) {
      for (long i = 0; i < entries; i++) {
        decoder.skipString();
        decoder.skipBytes();
      }
    }
    var sync = new byte[DataFileConstants.SYNC_SIZE];
    decoder.readFixed(sync);
    return sync;
  }

  /** Whether the file ends with a block; known when all of it has been read. */
  boolean isWhole() {
    return Arrays.equals(tail, sync);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count > 0) {
      int kept = Math.max(0, tail.length - count);
      System.arraycopy(tail, tail.length - kept, tail, 0, kept);
      int added = tail.length - kept;
      System.arraycopy(bytes, offset + count - added, tail, kept, added);
    }
    return count;
  }

  private static final class Recorded extends FilterInputStream {
    private final ByteArrayOutputStream record;

    Recorded(InputStream in, ByteArrayOutputStream record) {
      super(in);
      this.record = record;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) {
        record.write(b);
      }
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        record.write(bytes, offset, count);
      }
      return count;
    }

    /** What is skipped is part of the record too. */
    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = in.readNBytes((int) Math.min(count, 1 << 16));
      record.writeBytes(skipped);
      return skipped.length;
    }
  }
}
