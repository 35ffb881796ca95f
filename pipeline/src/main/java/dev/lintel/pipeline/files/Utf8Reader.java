package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 without failing: a byte that is not part of a character becomes the lone surrogate
 * U+DC00 plus the byte, which no valid text contains. So invalid bytes are found record by record,
 * and can be restored. A byte order mark at the start is left out.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int BYTE_ORDER_MARK_BYTES = 3;
  private static final char FIRST_UNDECODABLE = '\uDC80';
  private static final char LAST_UNDECODABLE = '\uDCFF';
  private static final char UNDECODABLE_BASE = '\uDC00';

  private final InputStream in;
  private final CharsetDecoder decoder = newDecoder();
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

  /** True if the character stands for a byte that is not UTF-8. */
  static boolean isUndecodable(String text, int index) {
    char c = text.charAt(index);
    return c >= FIRST_UNDECODABLE
        && c <= LAST_UNDECODABLE
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  static byte undecodableByte(char c) {
    return (byte) (c - UNDECODABLE_BASE);
  }

  static String decode(ByteBuffer bytes) {
    CharsetDecoder decoder = newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    decode(decoder, bytes, chars, true);
    return chars.flip().toString();
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
    decode(decoder, bytes, chars, endOfInput);
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

  private static void decode(
      CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chars, boolean endOfInput) {
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, endOfInput);
      if (!result.isError()) {
        return;
      }
      if (chars.remaining() < result.length()) {
        return;
      }
      for (int i = 0; i < result.length(); i++) {
        chars.put((char) (UNDECODABLE_BASE + (bytes.get() & 0xFF)));
      }
    }
  }

  private static CharsetDecoder newDecoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }
}
