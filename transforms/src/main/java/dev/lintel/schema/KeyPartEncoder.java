package dev.lintel.schema;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Writes the values of one column of a primary key in the order in which Spanner sorts them. */
record KeyPartEncoder(Type.Code code, boolean nanLast, boolean descending) implements Serializable {

  private static final int NULL = 1;
  private static final int VALUE = 2;
  private static final int UNREADABLE = 3;

  /** What the client sends for {@link Value#COMMIT_TIMESTAMP}. */
  private static final String COMMIT_TIMESTAMP = "spanner.commit_timestamp()";

  /** NUMERIC has 29 digits before the point and 9 after it, which fit into 128 bits. */
  private static final int NUMERIC_SCALE = 9;

  private static final int NUMERIC_INTEGER_DIGITS = 29;
  private static final BigInteger NUMERIC_BIAS = BigInteger.ONE.shiftLeft(127);

  static KeyPartEncoder of(Table table, KeyPart part) {
    Column column = table.findColumn(part.getColumn()).orElse(null);
    return new KeyPartEncoder(
        column == null ? Type.Code.STRING : column.getType().getCode(),
        column != null && PostgresTypes.isFloatingPoint(column.getTypeName()),
        part.getOrder() == KeyPart.Order.DESC);
  }

  /**
   * A value of a mutation, or a part of a {@link com.google.cloud.spanner.Key}, which may be null.
   */
  void write(@Nullable Object value, SortKeyWriter out) {
    out.setDescending(descending);
    if (value == null || (value instanceof Value v && v.isNull())) {
      out.writeByte(NULL);
      return;
    }
    Object read = value instanceof Value v ? unwrap(v) : null;
    if (read == null) {
      read = parse(text(value));
    }
    if (read == null) {
      out.writeByte(UNREADABLE);
      out.writeBytes(text(value).getBytes(StandardCharsets.UTF_8));
    } else {
      out.writeByte(VALUE);
      writeValue(read, out);
    }
  }

  /** The content of a value that has the column's type; null if it has another or none. */
  private @Nullable Object unwrap(Value value) {
    if (value.getType() == null || value.getType().getCode() != code) {
      return null;
    }
    return switch (code) {
      case BOOL -> value.getBool();
      case INT64 -> value.getInt64();
      case FLOAT32 -> (double) value.getFloat32();
      case FLOAT64 -> value.getFloat64();
      case NUMERIC -> value.getNumeric();
      case STRING -> value.getString();
      case BYTES -> value.getBytes();
      case DATE -> value.getDate();
      case TIMESTAMP -> value.isCommitTimestamp() ? Timestamp.MAX_VALUE : value.getTimestamp();
      case UUID -> value.getUuid();
      default -> null;
    };
  }

  private static String text(Object value) {
    if (value instanceof ByteArray bytes) {
      return bytes.toBase64();
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

  /** The content of a text as the client sends it for the column's type; null if it is not one. */
  private @Nullable Object parse(String text) {
    try {
      return switch (code) {
        case BOOL -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? false : null;
        case INT64, ENUM, PG_OID -> Long.parseLong(text);
        case FLOAT32 -> (double) Float.parseFloat(text);
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

  private void writeValue(Object value, SortKeyWriter out) {
    if (value instanceof Long number) {
      out.writeLong(number);
    } else if (value instanceof String text) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Boolean bool) {
      out.writeByte(bool ? 1 : 0);
    } else if (value instanceof Double number) {
      out.writeDouble(number, nanLast);
    } else if (value instanceof ByteArray bytes) {
      out.writeBytes(bytes.toByteArray());
    } else if (value instanceof Date date) {
      out.writeLong((date.getYear() * 100L + date.getMonth()) * 100L + date.getDayOfMonth());
    } else if (value instanceof Timestamp timestamp) {
      out.writeLong(timestamp.getSeconds());
      out.writeLong(timestamp.getNanos());
    } else if (value instanceof BigDecimal number) {
      writeNumeric(number, out);
    } else if (value instanceof UUID uuid) {
      out.writeUnsignedLong(uuid.getMostSignificantBits());
      out.writeUnsignedLong(uuid.getLeastSignificantBits());
    }
  }

  private static void writeNumeric(BigDecimal number, SortKeyWriter out) {
    long integerDigits = (long) number.precision() - number.scale();
    BigInteger unscaled;
    if (number.signum() == 0 || integerDigits < -NUMERIC_SCALE) {
      unscaled = BigInteger.ZERO;
    } else if (integerDigits <= NUMERIC_INTEGER_DIGITS) {
      unscaled = number.setScale(NUMERIC_SCALE, RoundingMode.HALF_UP).unscaledValue();
    } else {
      // More than a NUMERIC can hold: at the end of the range, as Spanner will reject it anyway.
      unscaled =
          number.signum() < 0 ? NUMERIC_BIAS.negate() : NUMERIC_BIAS.subtract(BigInteger.ONE);
    }
    BigInteger biased = unscaled.add(NUMERIC_BIAS);
    out.writeUnsignedLong(biased.shiftRight(Long.SIZE).longValue());
    out.writeUnsignedLong(biased.longValue());
  }
}
