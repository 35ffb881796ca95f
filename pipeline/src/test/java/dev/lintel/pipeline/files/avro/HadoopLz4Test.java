package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HadoopLz4Test {
  private static final byte[] PLAIN = "spanner ".repeat(100).getBytes(StandardCharsets.UTF_8);

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] block(int from, int to) throws IOException {
    return ParquetCodec.LZ4_RAW.compress(Arrays.copyOfRange(PLAIN, from, to));
  }

  /** A frame of two blocks, and one of one block. */
  private static byte[] framed() throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(number(500));
    for (byte[] block : new byte[][] {block(0, 300), block(300, 500)}) {
      out.writeBytes(number(block.length));
      out.writeBytes(block);
    }
    out.writeBytes(number(300));
    byte[] last = block(500, 800);
    out.writeBytes(number(last.length));
    out.writeBytes(last);
    return out.toByteArray();
  }

  private static byte[] decompress(byte[] compressed) throws IOException {
    var plain = new byte[PLAIN.length];
    int length = ParquetCodec.LZ4.decompress(compressed, plain);
    return Arrays.copyOf(plain, length);
  }

  @Test
  void framesOfSeveralBlocks() throws IOException {
    assertThat(decompress(framed())).isEqualTo(PLAIN);
  }

  @Test
  void oneBlockWithoutAFrame() throws IOException {
    assertThat(decompress(block(0, PLAIN.length))).isEqualTo(PLAIN);
  }

  @Test
  void aPageThatEndsEarlyIsAnError() throws IOException {
    byte[] framed = framed();
    for (int length = 9; length < framed.length; length++) {
      byte[] part = Arrays.copyOf(framed, length);
      assertThatThrownBy(
              () -> {
                if (decompress(part).length < PLAIN.length) {
                  // The reader of pages compares the lengths.
                  throw new IOException("shorter");
                }
              })
          .as("the first %d bytes", length)
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }
}
