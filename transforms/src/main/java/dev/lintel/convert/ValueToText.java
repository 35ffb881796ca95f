package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes the text of the values of one type, without loss: {@link TextToValue} makes the same values
 * of it under {@link TextFormat#lossless}. Thread-safe.
 *
 * <p>BYTES is base64; the special values of FLOAT32 and FLOAT64 are {@code NaN}, {@code Infinity}
 * and {@code -Infinity}; a TIMESTAMP is in UTC, with nine digits of a second or none; a JSON
 * document is the database's own text; an ARRAY is the JSON array that {@link ValueToJson} makes.
 */
public final class ValueToText {
  private final Function<Value, String> spelling;

  private ValueToText(Function<Value, String> spelling) {
    this.spelling = spelling;
  }

  /**
   * Spells values of that type.
   *
   * @throws IllegalArgumentException for a type that no column has, such as STRUCT
   */
  public static ValueToText of(Type type) {
    if (type.getCode() == Type.Code.ARRAY) {
      Type elementType = type.getArrayElementType();
      Function<Object, String> unused = scalarSpelling(elementType);
      return new ValueToText(value -> StrictJson.write(ValueToJson.convert(value)));
    }
    return new ValueToText(SpannerValues.scalarGetter(type).andThen(scalarSpelling(type)));
  }

  /** The text; null for null, which no text stands for. */
  public @Nullable String convert(Value value) {
    return value.isNull() ? null : spelling.apply(value);
  }

  private static Function<Object, String> scalarSpelling(Type type) {
    return switch (type.getCode()) {
      case BOOL, INT64, ENUM, PG_OID, FLOAT32, FLOAT64, UUID -> Object::toString;
      case STRING, JSON, PG_JSONB, PG_NUMERIC -> text -> (String) text;
      case NUMERIC -> number -> ((BigDecimal) number).toPlainString();
      case BYTES, PROTO -> bytes -> ((ByteArray) bytes).toBase64();
      case DATE -> date -> DateTimeText.text((Date) date);
      case TIMESTAMP -> timestamp -> DateTimeText.text((Timestamp) timestamp);
      case INTERVAL -> interval -> ((Interval) interval).toISO8601();
      default -> throw new IllegalArgumentException("No column has the type " + type);
    };
  }
}
