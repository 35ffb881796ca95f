package dev.lintel.schema;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes the values of one column of a key as bytes that sort as Spanner sorts the values.
 * Immutable and thread-safe.
 *
 * @param code the code of the column's type
 * @param nanLast whether NaN comes after all other numbers, as in PostgreSQL, or before them
 * @param descending whether the order is reversed
 */
record KeyPartEncoder(Type.Code code, boolean nanLast, boolean descending) implements Serializable {

  private static final int NULL = 1;
  private static final int VALUE = 2;
  private static final int UNREADABLE = 3;

  /** NUMERIC has 29 digits before the decimal point and 9 after it, which fit into 128 bits. */
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
   * Writes a value. Never throws.
   *
   * @param value a {@link Value}, or a part of a {@link com.google.cloud.spanner.Key}, which may be
   *     null
   */
  void write(@Nullable Object value, SortKeyWriter out) {
    out.setDescending(descending);
    if (value == null || (value instanceof Value v && v.isNull())) {
      out.writeByte(NULL);
      return;
    }
    Object content = value instanceof Value v ? content(v) : null;
    if (content == null) {
      content = KeyPartContent.parse(code, KeyPartContent.text(value));
    }
    if (content == null) {
      out.writeByte(UNREADABLE);
      writeText(KeyPartContent.text(value), out);
    } else {
      out.writeByte(VALUE);
      writeContent(content, out);
    }
  }

  /**
   * Returns the content of a value; null if the value has another type than the column, or cannot
   * be read, like BYTES of a text that is not base64.
   */
  private @Nullable Object content(Value value) {
    if (value.getType() == null || value.getType().getCode() != code) {
      return null;
    }
    if (value.isCommitTimestamp()) {
      return Timestamp.MAX_VALUE;
    }
    ScalarType<?> type = ScalarTypes.find(code).orElse(null);
    try {
      return type == null ? null : type.getter().apply(value);
    } catch (SpannerException e) {
      return null;
    }
  }

  private void writeContent(Object content, SortKeyWriter out) {
    if (content instanceof Long number) {
      out.writeLong(number);
    } else if (content instanceof String text) {
      writeText(text, out);
    } else if (content instanceof Boolean bool) {
      out.writeByte(bool ? 1 : 0);
    } else if (content instanceof Double number) {
      out.writeDouble(number, nanLast);
    } else if (content instanceof Float number) {
      out.writeDouble(number, nanLast);
    } else if (content instanceof ByteArray bytes) {
      out.writeBytes(bytes.toByteArray());
    } else if (content instanceof Date date) {
      out.writeLong((date.getYear() * 100L + date.getMonth()) * 100L + date.getDayOfMonth());
    } else if (content instanceof Timestamp timestamp) {
      out.writeLong(timestamp.getSeconds());
      out.writeLong(timestamp.getNanos());
    } else if (content instanceof BigDecimal number) {
      writeNumeric(number, out);
    } else if (content instanceof UUID uuid) {
      out.writeUnsignedLong(uuid.getMostSignificantBits());
      out.writeUnsignedLong(uuid.getLeastSignificantBits());
    } else {
      // Of a type that no key has: any order will do.
      writeText(content.toString(), out);
    }
  }

  private static void writeText(String text, SortKeyWriter out) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeNumeric(BigDecimal number, SortKeyWriter out) {
    long integerDigits = (long) number.precision() - number.scale();
    BigInteger unscaled;
    if (number.signum() == 0 || integerDigits < -NUMERIC_SCALE) {
      unscaled = BigInteger.ZERO;
    } else if (integerDigits <= NUMERIC_INTEGER_DIGITS) {
      unscaled = number.setScale(NUMERIC_SCALE, RoundingMode.HALF_UP).unscaledValue();
    } else {
      // Out of NUMERIC's range: Spanner will reject it, so the end of the range will do.
      unscaled =
          number.signum() < 0 ? NUMERIC_BIAS.negate() : NUMERIC_BIAS.subtract(BigInteger.ONE);
    }
    BigInteger biased = unscaled.add(NUMERIC_BIAS);
    out.writeUnsignedLong(biased.shiftRight(Long.SIZE).longValue());
    out.writeUnsignedLong(biased.longValue());
  }
}
