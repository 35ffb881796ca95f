package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.CountedInput;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.UnpackedParts;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The blocks of an Avro data file, one at a time in memory. Avro's own reader unpacks a block
 * whatever its size, and takes a file that ends within a block for one that ends before the block.
 * Not thread-safe.
 */
final class AvroBlocks implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final AvroHead head;
  private final AvroBlockCodec codec;
  private final UnpackedParts unpacked;
  private final @Nullable SeekableByteChannel channel;

  private InputStream in;

  /** The offset in the file of what is read next, if there is a channel. */
  private long position;

  private long marker;
  private long left;
  private @Nullable BinaryDecoder content;

  private AvroBlocks(
      DataFile file, AvroHead head, InputStream in, @Nullable SeekableByteChannel channel)
      throws IOException {
    this.head = head;
    this.codec = AvroBlockCodec.of(head.codec());
    this.unpacked = new UnpackedParts(file);
    this.in = in;
    this.channel = channel;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it does not begin like an Avro data file
   */
  static AvroBlocks open(DataFile file) throws IOException {
    @Nullable SeekableByteChannel channel = file.isCompressed() ? null : file.openSeekable();
    InputStream bytes = channel == null ? file.open() : Channels.newInputStream(channel);
    try {
      var in = new BufferedInputStream(bytes, BUFFER_BYTES);
      var counted = new CountedInput(in);
      AvroHead head = AvroHead.read(counted);
      var blocks = new AvroBlocks(file, head, in, channel);
      blocks.position = counted.count();
      return blocks;
    } catch (IOException | RuntimeException e) {
      CloseQuietly.close(bytes, e);
      throw e;
    }
  }

  AvroHead head() {
    return head;
  }

  boolean isSeekable() {
    return channel != null;
  }

  /** The offset of the marker before the block that has been read last. */
  long marker() {
    return marker;
  }

  /** Whether there is another record, for which the next block is read if it is there. */
  boolean hasRecord() throws IOException {
    while (left == 0) {
      if (content != null && !content.isEnd()) {
        throw new IOException("a block has more bytes than its records");
      }
      content = null;
      in.mark(1);
      if (in.read() < 0) {
        return false;
      }
      in.reset();
      try {
        readBlock();
      } catch (EOFException e) {
        throw new EOFException("it ends within a block");
      }
    }
    return true;
  }

  /** The next record is read from there. */
  BinaryDecoder record() {
    left--;
    return content;
  }

  private void readBlock() throws IOException {
    long start = position;
    var counted = new CountedInput(in);
    long records = AvroHead.readLong(counted);
    byte[] block = AvroHead.readBytes(counted, AvroHead.readLong(counted));
    byte[] end = AvroHead.readBytes(counted, head.sync().length);
    position += counted.count();
    if (!Arrays.equals(end, head.sync())) {
      throw new IOException("the marker after a block is not that of the file");
    }
    if (records < 0) {
      throw new IOException("a block of " + records + " records");
    }
    byte[] plain = unpack(start, block);
    content = DecoderFactory.get().binaryDecoder(plain, content);
    marker = start - head.sync().length;
    left = records;
  }

  private byte[] unpack(long start, byte[] block) throws IOException {
    if (codec == AvroBlockCodec.NONE) {
      return block;
    }
    unpacked.begin(block.length);
    unpacked.at("in the block at byte " + start);
    try {
      return codec.decompress(block, unpacked);
    } catch (EOFException e) {
      // The file itself goes on.
      throw new IOException("a block ends too early", e);
    }
  }

  /** Goes to the first block after a marker at that offset or after it. */
  void seek(long offset) throws IOException {
    channel.position(offset);
    in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    position = offset;
    left = 0;
    content = null;
    byte[] sync = head.sync();
    var last = new byte[sync.length];
    for (long count = 0;
        count < sync.length || !isMarker(last, (int) (count % sync.length));
        count++) {
      int b = in.read();
      if (b < 0) {
        if (!endsWithMarker()) {
          throw new EOFException("it ends within a block");
        }
        return;
      }
      last[(int) (count % sync.length)] = (byte) b;
      position++;
    }
  }

  /** Whether a ring of bytes has the marker, from an index on. */
  private boolean isMarker(byte[] ring, int from) {
    byte[] sync = head.sync();
    for (int i = 0; i < sync.length; i++) {
      if (ring[(from + i) % ring.length] != sync[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean endsWithMarker() throws IOException {
    channel.position(channel.size() - head.sync().length);
    byte[] end = Channels.newInputStream(channel).readNBytes(head.sync().length);
    channel.position(channel.size());
    return Arrays.equals(end, head.sync());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
