package dev.lintel.pipeline.files.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with codecs that Lintel does not write: Hadoop's LZ4, Brotli (in blocks that are
 * stored as they are), and LZO, for which it writes no more than the name.
 */
public final class ForeignCodecs implements CompressionCodecFactory {
  /** The longest block of Brotli with a length of four hexadecimal digits. */
  private static final int BLOCK = 1 << 16;

  private static byte[] compress(CompressionCodecName codec, byte[] plain) throws IOException {
    return switch (codec) {
      case LZ4 -> {
        byte[] block = ParquetCodec.LZ4_RAW.compress(plain);
        yield ByteBuffer.allocate(2 * Integer.BYTES + block.length)
            .putInt(plain.length)
            .putInt(block.length)
            .put(block)
            .array();
      }
      case BROTLI -> brotli(plain);
      case SNAPPY -> ParquetCodec.SNAPPY.compress(plain);
      default -> plain;
    };
  }

  private static byte[] brotli(byte[] plain) {
    var out = new ByteArrayOutputStream();
    // A window of 2^16 is one bit, 0, and a block of its own header follows.
    int bits = 0;
    int used = 1;
    for (int from = 0; from < plain.length; from += BLOCK) {
      int length = Math.min(BLOCK, plain.length - from);
      // Not the last block (1 bit), four digits (2 bits), length - 1 (16 bits), stored (1 bit).
      bits |= ((length - 1) << 3 | 1 << 19) << used;
      for (used += 20; used > 0; used -= 8) {
        out.write(bits);
        bits >>>= 8;
      }
      bits = 0;
      used = 0;
      out.write(plain, from, length);
    }
    // The last block, which is empty.
    out.write((bits | 3 << used) & 0xFF);
    return out.toByteArray();
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return new BytesInputCompressor() {
      @Override
      public BytesInput compress(BytesInput plain) throws IOException {
        return BytesInput.from(ForeignCodecs.compress(codec, plain.toInputStream().readAllBytes()));
      }

      @Override
      public CompressionCodecName getCodecName() {
        return codec;
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("for writing only");
  }

  @Override
  public void release() {}
}
