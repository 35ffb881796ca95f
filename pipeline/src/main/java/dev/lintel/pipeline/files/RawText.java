package dev.lintel.pipeline.files;

import dev.lintel.convert.SurrogateEscape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The exact text of a record. Bytes that are not UTF-8 are in it as {@link SurrogateEscape} decodes
 * them.
 */
public record RawText(String text) {

  /** False if the file's bytes are not UTF-8. */
  public boolean isUtf8() {
    return isUtf8(text);
  }

  /** The bytes in the file. */
  public byte[] bytes() {
    if (isUtf8()) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length());
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      if (SurrogateEscape.isByte(text, i)) {
        bytes.writeBytes(text.substring(written, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(SurrogateEscape.byteOf(text.charAt(i)));
        written = i + 1;
      }
    }
    bytes.writeBytes(text.substring(written).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The text that these bytes are. */
  public static RawText of(byte[] bytes) {
    return new RawText(SurrogateEscape.decode(ByteBuffer.wrap(bytes)));
  }

  static boolean isUtf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SurrogateEscape.isByte(text, i)) {
        return false;
      }
    }
    return true;
  }
}
