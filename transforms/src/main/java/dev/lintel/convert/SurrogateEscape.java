package dev.lintel.convert;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 without failing: a byte that is not part of a character becomes the lone surrogate
 * U+DC00 plus the byte, which no valid text contains. So invalid bytes can be found and restored.
 * Python calls this form {@code surrogateescape}.
 */
public final class SurrogateEscape {
  private static final char FIRST = '\uDC80';
  private static final char LAST = '\uDCFF';
  private static final char BASE = '\uDC00';

  private SurrogateEscape() {}

  /** Returns the text that these bytes are. */
  public static String decode(ByteBuffer bytes) {
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    decode(newDecoder(), bytes, chars, /* endOfInput= */ true);
    return chars.flip().toString();
  }

  /**
   * Decodes bytes as far as there are whole characters and room for them.
   *
   * @param decoder one of {@link #newDecoder}
   */
  public static void decode(
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
        chars.put((char) (BASE + (bytes.get() & 0xFF)));
      }
    }
  }

  /** Returns a decoder that reports what is not UTF-8. */
  public static CharsetDecoder newDecoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Returns whether a character stands for a byte that is not UTF-8. */
  public static boolean isByte(String text, int index) {
    char c = text.charAt(index);
    return c >= FIRST
        && c <= LAST
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  /** Returns the byte that a character stands for. */
  public static byte byteOf(char c) {
    return (byte) (c - BASE);
  }

  /** Returns the text for messages, with bytes that are not UTF-8 as in {@code caf\xE9}. */
  static String printable(String text) {
    var printable = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isByte(text, i)) {
        printable.append("\\x%02X".formatted(byteOf(c)));
      } else {
        printable.append(c);
      }
    }
    return printable.toString();
  }
}
