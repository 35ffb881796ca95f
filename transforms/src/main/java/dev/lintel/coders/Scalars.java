package dev.lintel.coders;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Value;
import com.google.common.base.Utf8;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderException;

/**
 * The encodings of single contents that are not null, neither arrays nor structs: of values, of
 * parts of keys and of names.
 */
final class Scalars {
  /** Says, as the first byte, that UTF-16 follows: no byte of UTF-8 has this value. */
  private static final byte UTF_16_MARK = (byte) 0xFF;

  /** Stands for the commit timestamp: the nanoseconds of a timestamp are always less. */
  private static final int COMMIT_TIMESTAMP_NANOS = 1_000_000_000;

  private static final int DAY_BITS = 5;
  private static final int MONTH_BITS = 4;

  private Scalars() {}

  /** Writes a string, even one with half of a surrogate pair, which UTF-8 cannot encode. */
  static void writeString(CodedOutputStream out, String value) throws IOException {
    if (isWellFormed(value)) {
      out.writeByteArrayNoTag(value.getBytes(StandardCharsets.UTF_8));
    } else {
      out.writeUInt32NoTag(1 + 2 * value.length());
      out.write(UTF_16_MARK);
      for (int i = 0; i < value.length(); i++) {
        out.write((byte) (value.charAt(i) >> 8));
        out.write((byte) value.charAt(i));
      }
    }
  }

  private static boolean isWellFormed(String value) {
    try {
      return Utf8.encodedLength(value) >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String readString(CodedInputStream in) throws IOException {
    byte[] bytes = in.readByteArray();
    if (bytes.length > 0 && bytes[0] == UTF_16_MARK) {
      return utf16(bytes);
    }
    if (!Utf8.isWellFormed(bytes)) {
      throw new CoderException("a string is not UTF-8");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String utf16(byte[] bytes) throws CoderException {
    if (bytes.length % 2 == 0) {
      throw new CoderException("a string ends within a UTF-16 character");
    }
    char[] chars = new char[bytes.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (bytes[1 + 2 * i] << 8 | (bytes[2 + 2 * i] & 0xFF));
    }
    return new String(chars);
  }

  /**
   * Writes BYTES, which the client holds as base64. Writes the bytes themselves if encoding them
   * gives the same text again, and the text otherwise: {@code Value.bytesFromBase64} accepts other
   * spellings, and even text that is not base64.
   */
  static void writeBase64(CodedOutputStream out, String base64) throws IOException {
    byte[] bytes = decodeCanonical(base64);
    out.writeBoolNoTag(bytes != null);
    if (bytes != null) {
      out.writeByteArrayNoTag(bytes);
    } else {
      writeString(out, base64);
    }
  }

  static String readBase64(CodedInputStream in) throws IOException {
    return in.readBool() ? Base64.getEncoder().encodeToString(in.readByteArray()) : readString(in);
  }

  private static byte[] decodeCanonical(String base64) {
    if (base64.length() % 4 != 0) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
    // Decoding drops some bits of the last character before the padding: they must be zero.
    boolean dropsNothing =
        switch (bytes.length % 3) {
          case 1 -> "AQgw".indexOf(base64.charAt(base64.length() - 3)) >= 0;
          case 2 -> "AEIMQUYcgkosw048".indexOf(base64.charAt(base64.length() - 2)) >= 0;
          default -> true;
        };
    return dropsNothing ? bytes : null;
  }

  static void writeByteArray(CodedOutputStream out, ByteArray value) throws IOException {
    out.writeByteArrayNoTag(value.toByteArray());
  }

  static ByteArray readByteArray(CodedInputStream in) throws IOException {
    return ByteArray.copyFrom(in.readByteArray());
  }

  static void writeNumeric(CodedOutputStream out, BigDecimal value) throws IOException {
    out.writeSInt32NoTag(value.scale());
    out.writeByteArrayNoTag(value.unscaledValue().toByteArray());
  }

  static BigDecimal readNumeric(CodedInputStream in) throws IOException {
    int scale = in.readSInt32();
    return new BigDecimal(new BigInteger(in.readByteArray()), scale);
  }

  static void writeTimestamp(CodedOutputStream out, Timestamp value) throws IOException {
    out.writeUInt32NoTag(value.getNanos());
    out.writeSInt64NoTag(value.getSeconds());
  }

  static void writeCommitTimestamp(CodedOutputStream out) throws IOException {
    out.writeUInt32NoTag(COMMIT_TIMESTAMP_NANOS);
  }

  /**
   * Returns the object {@link Value#COMMIT_TIMESTAMP} itself for the placeholder, because the
   * client compares references.
   */
  static Timestamp readTimestamp(CodedInputStream in) throws IOException {
    int nanos = in.readUInt32();
    return nanos == COMMIT_TIMESTAMP_NANOS
        ? Value.COMMIT_TIMESTAMP
        : Timestamp.ofTimeSecondsAndNanos(in.readSInt64(), nanos);
  }

  static void writeDate(CodedOutputStream out, Date value) throws IOException {
    out.writeSInt32NoTag(
        (value.getYear() << MONTH_BITS | value.getMonth()) << DAY_BITS | value.getDayOfMonth());
  }

  static Date readDate(CodedInputStream in) throws IOException {
    int packed = in.readSInt32();
    return Date.fromYearMonthDay(
        packed >> (DAY_BITS + MONTH_BITS),
        packed >> DAY_BITS & ((1 << MONTH_BITS) - 1),
        packed & ((1 << DAY_BITS) - 1));
  }

  static void writeUuid(CodedOutputStream out, UUID value) throws IOException {
    out.writeFixed64NoTag(value.getMostSignificantBits());
    out.writeFixed64NoTag(value.getLeastSignificantBits());
  }

  static UUID readUuid(CodedInputStream in) throws IOException {
    return new UUID(in.readFixed64(), in.readFixed64());
  }

  static void writeInterval(CodedOutputStream out, Interval value) throws IOException {
    out.writeSInt32NoTag(value.getMonths());
    out.writeSInt32NoTag(value.getDays());
    out.writeByteArrayNoTag(value.getNanos().toByteArray());
  }

  static Interval readInterval(CodedInputStream in) throws IOException {
    return Interval.fromMonthsDaysNanos(
        in.readSInt32(), in.readSInt32(), new BigInteger(in.readByteArray()));
  }
}
