package dev.lintel.pipeline.files.avro;

import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The LZ4 of Hadoop: frames of the number of plain bytes, and of blocks with the number of their
 * compressed bytes before each. Early versions of Arrow wrote a page as one block without a frame
 * under the same name.
 */
final class HadoopLz4 {
  private static final int FRAME_HEADER_BYTES = 2 * Integer.BYTES;

  private HadoopLz4() {}

  /** Whether the first frame and its first block may be within pages of these lengths. */
  static boolean isFramed(byte[] compressed, int plainLength) {
    if (compressed.length < FRAME_HEADER_BYTES) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(compressed);
    int frame = in.getInt();
    int block = in.getInt();
    return frame >= 0 && frame <= plainLength && block >= 0 && block <= in.remaining();
  }

  /**
   * Decompresses a page.
   *
   * @return how many bytes of the array are filled
   */
  static int decompress(byte[] compressed, byte[] plain) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(compressed);
    int filled = 0;
    while (in.hasRemaining()) {
      int endOfFrame = filled + length(in, plain.length - filled);
      while (filled < endOfFrame) {
        int block = length(in, in.remaining() - Integer.BYTES);
        filled +=
            new Lz4Decompressor()
                .decompress(compressed, in.position(), block, plain, filled, endOfFrame - filled);
        in.position(in.position() + block);
      }
    }
    return filled;
  }

  private static int length(ByteBuffer in, int most) throws IOException {
    int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (length < 0 || length > most) {
      throw new IOException("a block of LZ4 that is longer than its page");
    }
    return length;
  }
}
