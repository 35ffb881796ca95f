package dev.lintel.convert;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts values of one type to text, without loss: {@link TextToValue} converts it back to the
 * same values in the format {@link TextFormat#lossless}. Thread-safe.
 *
 * <p>BYTES is base64; the special values of FLOAT32 and FLOAT64 are {@code NaN}, {@code Infinity}
 * and {@code -Infinity}; a TIMESTAMP is in UTC, with a fraction of nine digits or without one; a
 * JSON document is the database's own text; an ARRAY is the JSON array of {@link ValueToJson}.
 */
public final class ValueToText {
  private final Function<Value, String> printer;

  /** Prints what a column of a row has, which is not null. */
  private final BiFunction<StructReader, Integer, String> columnPrinter;

  private ValueToText(Type type, Function<Value, String> printer) {
    this.printer = printer;
    this.columnPrinter =
        switch (type.getCode()) {
          case STRING -> ServerText::string;
          case JSON -> ServerText::json;
          case PG_JSONB -> ServerText::pgJsonb;
          case DATE -> ServerText::date;
          case TIMESTAMP -> ServerText::timestamp;
          default -> (row, column) -> printer.apply(row.getValue(column));
        };
  }

  /**
   * Returns the conversion of values of a type.
   *
   * @throws IllegalArgumentException if no column has the type, like STRUCT
   */
  public static ValueToText of(Type type) {
    boolean array = type.getCode() == Type.Code.ARRAY;
    ScalarType<?> scalarType = ScalarTypes.of(array ? type.getArrayElementType() : type);
    if (scalarType.code() == Type.Code.STRUCT) {
      throw new IllegalArgumentException("No column has the type " + type);
    }
    return new ValueToText(
        type,
        array
            ? value -> StrictJson.write(ValueToJson.convert(value))
            : scalarType.getter().andThen(ScalarText.printer(scalarType.javaClass())));
  }

  /** Converts a value; null to null, because no text means null. */
  public @Nullable String convert(Value value) {
    return value.isNull() ? null : printer.apply(value);
  }

  /** Converts what a row has in a column of the type; null to null. */
  public @Nullable String convert(StructReader row, int column) {
    return row.isNull(column) ? null : columnPrinter.apply(row, column);
  }
}
