package dev.lintel.pipeline.files;

import com.google.common.primitives.Ints;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/**
 * The content of a file in the blocks of Hadoop's codecs for Snappy and LZ4: the number of bytes
 * that a block decompresses to, then, until they are complete, the length of a chunk and the chunk.
 * All numbers have four bytes, the highest first. A file ends with a block.
 */
final class HadoopBlockInput extends InputStream {
  /** Hadoop's writers make chunks of 256 KiB, unless they are set to another size. */
  private static final int MAX_CHUNK_BYTES = 1 << 28;

  /** A byte of LZ4 stands for at most so many. */
  private static final int MAX_LZ4_RATIO = 255;

  private final DataInputStream file;
  private final Chunks chunks;

  /** How many bytes of the block have still to be decompressed. */
  private int left;

  private byte[] content = new byte[0];
  private int position;

  /** Decompresses chunks. */
  private interface Chunks {
    /**
     * Decompresses one chunk.
     *
     * @param max how many bytes its block still has
     */
    byte[] decompress(byte[] chunk, int max) throws IOException;
  }

  private HadoopBlockInput(InputStream file, Chunks chunks) {
    this.file = new DataInputStream(file);
    this.chunks = chunks;
  }

  static HadoopBlockInput ofSnappy(InputStream file) {
    return new HadoopBlockInput(file, HadoopBlockInput::snappy);
  }

  static HadoopBlockInput ofLz4(InputStream file) {
    return new HadoopBlockInput(file, HadoopBlockInput::lz4);
  }

  @Override
  public int read() throws IOException {
    return hasContent() ? content[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasContent()) {
      return -1;
    }
    int count = Math.min(length, content.length - position);
    System.arraycopy(content, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean hasContent() throws IOException {
    while (position == content.length) {
      if (left == 0) {
        int next = file.read();
        if (next < 0) {
          return false;
        }
        left = number(next);
      } else {
        content = chunk(number(file.read()));
        left -= content.length;
        position = 0;
      }
    }
    return true;
  }

  /** Reads the rest of a number. */
  private int number(int first) throws IOException {
    byte[] rest = file.readNBytes(3);
    if (first < 0 || rest.length < 3) {
      throw endsWithin();
    }
    int number = Ints.fromBytes((byte) first, rest[0], rest[1], rest[2]);
    if (number < 0) {
      throw noBlock();
    }
    return number;
  }

  private byte[] chunk(int length) throws IOException {
    if (length > MAX_CHUNK_BYTES) {
      throw noBlock();
    }
    byte[] chunk = file.readNBytes(length);
    if (chunk.length < length) {
      throw endsWithin();
    }
    byte[] plain = chunks.decompress(chunk, left);
    if (plain.length > left) {
      throw noBlock();
    }
    return plain;
  }

  private static byte[] snappy(byte[] chunk, int max) throws IOException {
    int length = Snappy.uncompressedLength(chunk);
    // Of 32 bits without a sign, so a damaged one may come out as negative.
    if (length < 0 || length > max) {
      throw noBlock();
    }
    return Snappy.uncompress(chunk);
  }

  private static byte[] lz4(byte[] chunk, int max) throws IOException {
    var plain = new byte[(int) Math.min(max, (long) chunk.length * MAX_LZ4_RATIO)];
    try {
      int length = new Lz4Decompressor().decompress(chunk, 0, chunk.length, plain, 0, plain.length);
      return Arrays.copyOf(plain, length);
    } catch (MalformedInputException e) {
      throw new IOException("a damaged block of LZ4: " + e.getMessage(), e);
    }
  }

  private static EOFException endsWithin() {
    return new EOFException("it ends within a block");
  }

  private static IOException noBlock() {
    return new IOException("it has no blocks as Hadoop's codecs write them");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
