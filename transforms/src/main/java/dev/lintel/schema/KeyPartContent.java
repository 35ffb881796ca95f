package dev.lintel.schema;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.protobuf.ProtocolMessageEnum;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads a part of a {@link com.google.cloud.spanner.Key} as a column's type, as Spanner does: by
 * the text that the client sends for it, whatever its own class is.
 */
public final class KeyPartContent {

  /** What the client sends for {@link Value#COMMIT_TIMESTAMP}. */
  private static final String COMMIT_TIMESTAMP = "spanner.commit_timestamp()";

  private KeyPartContent() {}

  /**
   * Returns the object that {@link dev.lintel.values.ScalarType#javaClass} of the code holds; empty
   * if Spanner reads no value of that type from the part.
   *
   * @param code the code of the column's type
   * @param part a part that is not null
   */
  public static Optional<Object> of(Type.Code code, Object part) {
    return Optional.ofNullable(parse(code, text(part)));
  }

  /** Returns what the client sends for a value, or for a part of a key. */
  static String text(Object value) {
    if (value instanceof ByteArray bytes) {
      return bytes.toBase64();
    }
    if (value instanceof ProtocolMessageEnum constant) {
      return Integer.toString(constant.getNumber());
    }
    if (value instanceof Value v) {
      try {
        return v.getAsString();
      } catch (IllegalArgumentException | IllegalStateException e) {
        return v.toString();
      }
    }
    return value.toString();
  }

  /**
   * Returns the content of a text, if the client would send it for a value of that type; null
   * otherwise.
   */
  static @Nullable Object parse(Type.Code code, String text) {
    try {
      return switch (code) {
        case BOOL -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? false : null;
        case INT64, ENUM, PG_OID -> Long.parseLong(text);
        case FLOAT32 -> Float.parseFloat(text);
        case FLOAT64 -> Double.parseDouble(text);
        case NUMERIC -> new BigDecimal(text);
        case BYTES, PROTO -> ByteArray.copyFrom(Base64.getDecoder().decode(text));
        case DATE -> Date.parseDate(text);
        case TIMESTAMP ->
            text.equals(COMMIT_TIMESTAMP) ? Timestamp.MAX_VALUE : Timestamp.parseTimestamp(text);
        case UUID -> UUID.fromString(text);
        default -> text;
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }
}
