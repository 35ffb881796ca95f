package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
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
    boolean array = type.getCode() == Type.Code.ARRAY;
    ScalarType<?> scalarType = ScalarTypes.of(array ? type.getArrayElementType() : type);
    if (scalarType.code() == Type.Code.STRUCT) {
      throw new IllegalArgumentException("No column has the type " + type);
    }
    return new ValueToText(
        array
            ? value -> StrictJson.write(ValueToJson.convert(value))
            : scalarType.getter().andThen(ScalarText.printer(scalarType.javaClass())));
  }

  /** The text; null for null, which no text stands for. */
  public @Nullable String convert(Value value) {
    return value.isNull() ? null : spelling.apply(value);
  }
}
