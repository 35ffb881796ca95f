package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts values between the types of the dialects: NUMERIC and JSON are other types in
 * PostgreSQL. All other types are the same. Pure functions.
 */
final class DialectValues {

  /** What NUMERIC holds: digits before and after the decimal point. */
  private static final int WHOLE_DIGITS = 29;

  private static final int FRACTION_DIGITS = 9;

  private DialectValues() {}

  /** Whether a column of one type takes the values of another, perhaps of the other dialect. */
  static boolean areSame(Type type, Type other) {
    return neutral(type).equals(neutral(other));
  }

  private static Type neutral(Type type) {
    return switch (type.getCode()) {
      case PG_NUMERIC -> Type.numeric();
      case PG_JSONB -> Type.json();
      case ARRAY -> Type.array(neutral(type.getArrayElementType()));
      default -> type;
    };
  }

  /**
   * The value in the type, which is the same as its own or its counterpart. A decimal that does not
   * fit into NUMERIC is returned as it is, so that Spanner rejects its row.
   */
  static Value convert(Value value, Type type) {
    if (value.getType().equals(type)) {
      return value;
    }
    if (type.getCode() == Type.Code.ARRAY) {
      return array(value, type.getArrayElementType());
    }
    return switch (type.getCode()) {
      case NUMERIC -> {
        if (value.isNull()) {
          yield Value.numeric(null);
        }
        BigDecimal number = numeric(value.getString());
        yield number == null ? value : Value.numeric(number);
      }
      case PG_NUMERIC ->
          Value.pgNumeric(value.isNull() ? null : value.getNumeric().toPlainString());
      case JSON -> Value.json(value.isNull() ? null : value.getPgJsonb());
      case PG_JSONB -> Value.pgJsonb(value.isNull() ? null : value.getJson());
      default -> value;
    };
  }

  private static Value array(Value value, Type element) {
    return switch (element.getCode()) {
      case NUMERIC -> {
        if (value.isNull()) {
          yield Value.numericArray(null);
        }
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        for (String text : value.getStringArray()) {
          BigDecimal number = text == null ? null : numeric(text);
          if (text != null && number == null) {
            yield value;
          }
          numbers.add(number);
        }
        yield Value.numericArray(numbers);
      }
      case PG_NUMERIC -> {
        if (value.isNull()) {
          yield Value.pgNumericArray(null);
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (BigDecimal number : value.getNumericArray()) {
          texts.add(number == null ? null : number.toPlainString());
        }
        yield Value.pgNumericArray(texts);
      }
      case JSON -> Value.jsonArray(value.isNull() ? null : value.getPgJsonbArray());
      case PG_JSONB -> Value.pgJsonbArray(value.isNull() ? null : value.getJsonArray());
      default -> value;
    };
  }

  private static @Nullable BigDecimal numeric(String text) {
    if (text.equalsIgnoreCase("NaN")) {
      return null;
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    boolean fits =
        number.scale() <= FRACTION_DIGITS && number.precision() - number.scale() <= WHOLE_DIGITS;
    return fits ? number : null;
  }
}
