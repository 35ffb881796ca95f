package dev.lintel.convert;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The strings of Avro data. Avro's and Parquet's readers do not look at their bytes, and some
 * programs write bytes of other encodings; to make text of them would replace such bytes without a
 * word. Pure; safe to call from any thread.
 */
public final class AvroStrings {
  /** What Java's decoders put in the place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private AvroStrings() {}

  /** Returns whether all strings within a datum are UTF-8, the keys of maps included. */
  public static boolean areUtf8(@Nullable Object datum) {
    if (datum instanceof Utf8 string) {
      return isUtf8(string);
    }
    if (datum instanceof IndexedRecord record) {
      for (int i = 0; i < record.getSchema().getFields().size(); i++) {
        if (!areUtf8(record.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (datum instanceof Map<?, ?> map) {
      return areUtf8(map.keySet()) && areUtf8(map.values());
    }
    return !(datum instanceof Collection<?> elements)
        || elements.stream().allMatch(AvroStrings::areUtf8);
  }

  /**
   * Returns a datum if all strings within are UTF-8.
   *
   * @throws Unconvertible if one is not
   */
  static Object requireUtf8(Object datum) {
    if (!areUtf8(datum)) {
      throw notUtf8();
    }
    return datum;
  }

  /**
   * Returns the text of a string.
   *
   * @throws Unconvertible if it is not UTF-8
   */
  static String text(Object string) {
    if (string instanceof Utf8 bytes && !isUtf8(bytes)) {
      throw notUtf8();
    }
    return string.toString();
  }

  private static Unconvertible notUtf8() {
    return new Unconvertible("not valid UTF-8");
  }

  /** Returns the text of a string, with bytes that are not UTF-8 as {@link SurrogateEscape}. */
  static String escaped(Object string) {
    return string instanceof Utf8 bytes && !isUtf8(bytes)
        ? SurrogateEscape.decode(ByteBuffer.wrap(bytes.getBytes(), 0, bytes.getByteLength()))
        : string.toString();
  }

  /** Only text with replacements is compared with its bytes, because the text is kept anyway. */
  private static boolean isUtf8(Utf8 string) {
    return string.toString().indexOf(REPLACEMENT) < 0
        || com.google.common.base.Utf8.isWellFormed(string.getBytes(), 0, string.getByteLength());
  }
}
