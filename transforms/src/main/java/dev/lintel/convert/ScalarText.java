package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import dev.lintel.values.ScalarType;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The default text form of plain objects (see {@link ScalarType}), in text files, JSON strings and
 * Avro strings.
 */
final class ScalarText {
  static final String NAN = "NaN";

  /** Spanner's own text, in requests, for a commit timestamp that is still to come. */
  static final String COMMIT_TIMESTAMP = "spanner.commit_timestamp()";

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Possessive, so that a long text that only begins like a number is given up at once. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  /** Matches the beginning of a number that is not 0. */
  private static final Pattern NOT_ZERO = Pattern.compile("^[+-]?[0.]*[1-9]");

  /**
   * No column holds a number of so many characters: PostgreSQL's numeric has up to 147,455 digits.
   * The time of a conversion grows with the square of its length.
   */
  private static final int MOST_CHARACTERS = 200_000;

  /** FLOAT32 keeps every integer of so many digits. */
  private static final int DIGITS_OF_EVERY_FLOAT = 6;

  private static final ImmutableMap<Class<?>, Function<Object, String>> PRINTERS =
      ImmutableMap.<Class<?>, Function<Object, String>>builder()
          .put(Boolean.class, Object::toString)
          .put(Long.class, Object::toString)
          .put(Float.class, Object::toString)
          .put(Double.class, Object::toString)
          .put(UUID.class, Object::toString)
          .put(String.class, text -> (String) text)
          .put(BigDecimal.class, number -> ((BigDecimal) number).toPlainString())
          .put(ByteArray.class, bytes -> ((ByteArray) bytes).toBase64())
          .put(Date.class, date -> DateTimeText.text((Date) date))
          .put(Timestamp.class, timestamp -> DateTimeText.text((Timestamp) timestamp))
          .put(Interval.class, interval -> ((Interval) interval).toISO8601())
          .buildOrThrow();

  private ScalarText() {}

  /**
   * Returns the conversion of plain objects of a class to text.
   *
   * @throws IllegalArgumentException if they have no text form, like Struct
   */
  static Function<Object, String> printer(Class<?> javaClass) {
    Function<Object, String> printer = PRINTERS.get(javaClass);
    if (printer == null) {
      throw new IllegalArgumentException("No text form for a " + javaClass.getSimpleName());
    }
    return printer;
  }

  /**
   * Returns the conversion of text to the plain object of a type that a column can have.
   *
   * @throws IllegalArgumentException if no column has the type
   */
  static Function<String, Object> parser(Type.Code type) {
    return switch (type) {
      case BOOL -> BooleanText.WORDS::parse;
      case INT64, ENUM -> ScalarText::int64;
      case FLOAT32 -> ScalarText::float32;
      case FLOAT64 -> ScalarText::float64;
      case NUMERIC -> ScalarText::decimal;
      case PG_NUMERIC -> ScalarText::pgNumeric;
      case STRING -> text -> text;
      case BYTES, PROTO -> ScalarText::bytes;
      case DATE -> DateTimeText::date;
      case TIMESTAMP -> DateTimeText::timestamp;
      case JSON -> StrictJson::json;
      case PG_JSONB -> StrictJson::jsonb;
      case UUID -> ScalarText::uuid;
      default -> throw new IllegalArgumentException("No column has the type " + type);
    };
  }

  private static Long int64(String text) {
    try {
      if (isAscii(text)) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      if (isDecimal(text)) {
        return whole(decimal(text));
      }
    }
    throw new Unconvertible("not an integer");
  }

  /** Converts a number such as 1.0 or 1e2. */
  private static Long whole(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      boolean fraction = number.scale() > 0 && number.stripTrailingZeros().scale() > 0;
      throw new Unconvertible(fraction ? "not an integer" : "not a 64-bit integer");
    }
  }

  private static Float float32(String text) {
    if (isDecimal(text)) {
      float value = Float.parseFloat(text);
      checkKept(text, value, FloatingPoint.FLOAT32);
      return value;
    }
    return (float) special(text);
  }

  private static Double float64(String text) {
    if (isDecimal(text)) {
      double value = Double.parseDouble(text);
      checkKept(text, value, FloatingPoint.FLOAT64);
      return value;
    }
    return special(text);
  }

  /** A fraction is rounded to the nearest number; an integer is not, and no number may get lost. */
  private static void checkKept(String text, double value, FloatingPoint type) {
    if (Double.isInfinite(value)) {
      throw new Unconvertible("out of the range of " + type);
    }
    if (value == 0 && NOT_ZERO.matcher(text).find()) {
      throw new Unconvertible("too near to 0 for " + type);
    }
    if (text.length() > DIGITS_OF_EVERY_FLOAT
        && INTEGER.matcher(text).matches()
        && !type.keeps(new BigDecimal(text))) {
      throw new Unconvertible("an integer that " + type + " cannot hold exactly");
    }
  }

  private static double special(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new Unconvertible("not a number");
    };
  }

  /** Java's own parser would take {@code 1d} and {@code 0x1p3} too. */
  private static boolean isDecimal(String text) {
    boolean decimal = DECIMAL.matcher(text).matches();
    if (decimal && text.length() > MOST_CHARACTERS) {
      throw new Unconvertible("a number of more than %d characters".formatted(MOST_CHARACTERS));
    }
    return decimal;
  }

  static BigDecimal decimal(String text) {
    if (!isDecimal(text)) {
      throw new Unconvertible("not a number");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new Unconvertible("out of range");
    }
  }

  private static String pgNumeric(String text) {
    return text.equalsIgnoreCase(NAN) ? NAN : Decimals.pgNumeric(decimal(text));
  }

  static ByteArray bytes(String text) {
    try {
      return ByteArray.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new Unconvertible("not base64");
    }
  }

  static UUID uuid(String text) {
    if (!UUID_TEXT.matcher(text).matches()) {
      throw new Unconvertible("not a UUID such as 00112233-4455-6677-8899-aabbccddeeff");
    }
    return UUID.fromString(text);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }
}
