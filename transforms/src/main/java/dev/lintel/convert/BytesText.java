package dev.lintel.convert;

import com.google.cloud.ByteArray;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How BYTES is written in a text file. */
public enum BytesText {
  /** Base64. */
  BASE64,
  /** {@code \x} and two hexadecimal digits a byte, such as {@code \x00ff}. */
  HEX,
  /**
   * Each byte is an ASCII character, or {@code \x} and two hexadecimal digits, such as {@code
   * a\x00\xFF}.
   */
  ESCAPED,
  /** The bytes themselves, as far as they are UTF-8. */
  UTF8;

  private static final String HEX_PREFIX = "\\x";
  private static final int ESCAPE_CHARACTERS = 4;

  /** Whether a character stands for its own byte, so that a blank is a byte, too. */
  boolean hasPlainBytes() {
    return this == ESCAPED || this == UTF8;
  }

  ByteArray parse(String text) {
    return switch (this) {
      case BASE64 -> ScalarText.bytes(text);
      case HEX -> hex(text);
      case ESCAPED -> escaped(text);
      case UTF8 -> ByteArray.copyFrom(text.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static ByteArray hex(String text) {
    if (!text.startsWith(HEX_PREFIX)) {
      throw new Unconvertible("not hexadecimal bytes such as \\x00ff");
    }
    try {
      return ByteArray.copyFrom(HexFormat.of().parseHex(text, HEX_PREFIX.length(), text.length()));
    } catch (IllegalArgumentException e) {
      throw new Unconvertible("not hexadecimal bytes such as \\x00ff");
    }
  }

  private static ByteArray escaped(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        bytes.writeBytes(escapedByte(text, i));
        i += ESCAPE_CHARACTERS - 1;
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        throw new Unconvertible("not bytes such as a\\x00\\xFF");
      }
    }
    return ByteArray.copyFrom(bytes.toByteArray());
  }

  private static byte[] escapedByte(String text, int start) {
    int end = start + ESCAPE_CHARACTERS;
    if (end > text.length() || !text.startsWith(HEX_PREFIX, start)) {
      throw new Unconvertible("not bytes such as a\\x00\\xFF");
    }
    try {
      return HexFormat.of().parseHex(text, start + HEX_PREFIX.length(), end);
    } catch (IllegalArgumentException e) {
      throw new Unconvertible("not bytes such as a\\x00\\xFF");
    }
  }
}
