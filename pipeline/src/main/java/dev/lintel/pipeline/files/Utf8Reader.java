package dev.lintel.pipeline.files;

import dev.lintel.convert.SurrogateEscape;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/**
 * Decodes UTF-8 to {@link SurrogateEscape}, so that invalid bytes are found record by record, and
 * can be restored. A byte order mark at the start is left out.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int BYTE_ORDER_MARK_BYTES = 3;

  private final InputStream in;
  private final CharsetDecoder decoder = SurrogateEscape.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
  private boolean endOfInput;
  private boolean atStart = true;
  private int markBytes;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  /** Reads from the middle of a file, where a byte order mark is a character like any other. */
  static Utf8Reader ofMiddle(InputStream in) {
    var reader = new Utf8Reader(in);
    reader.atStart = false;
    return reader;
  }

  /** How many bytes were left out at the start; known when the first character has been read. */
  int markBytes() {
    return markBytes;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!chars.hasRemaining()) {
      if (endOfInput && !bytes.hasRemaining()) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      endOfInput = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
    if (atStart) {
      checkNotUtf16();
    }
    chars.clear();
    SurrogateEscape.decode(decoder, bytes, chars, endOfInput);
    chars.flip();
    if (atStart && chars.hasRemaining()) {
      atStart = false;
      if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
        chars.get();
        markBytes = BYTE_ORDER_MARK_BYTES;
      }
    }
  }

  private void checkNotUtf16() throws IOException {
    if (bytes.remaining() >= 2) {
      int mark = bytes.getShort(0) & 0xFFFF;
      if (mark == 0xFEFF || mark == 0xFFFE) {
        throw new IOException(
            "it is in UTF-16, not in UTF-8; convert it, such as with iconv -f UTF-16 -t UTF-8");
      }
    }
  }
}
