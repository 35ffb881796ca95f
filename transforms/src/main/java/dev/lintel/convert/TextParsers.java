package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The conversions of text to plain objects of a type, by the {@link TextFormat}. */
final class TextParsers {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final String MIDNIGHT = " 00:00:00";

  private TextParsers() {}

  /**
   * Returns the conversion of strings of JSON.
   *
   * @throws IllegalArgumentException if no column has the type
   */
  static Function<String, Object> ofJson(Type.Code type, TextFormat format) {
    return switch (type) {
      case BYTES, PROTO -> format.jsonBytes()::parse;
      default -> ofStrings(type, format);
    };
  }

  /**
   * Returns the conversion of strings of Avro and Parquet: only dates and timestamps depend on the
   * format.
   *
   * @throws IllegalArgumentException if no column has the type
   */
  static Function<String, Object> ofStrings(Type.Code type, TextFormat format) {
    return switch (type) {
      case DATE -> dates(format);
      case TIMESTAMP -> timestamps(format);
      default -> ScalarText.parser(type);
    };
  }

  /**
   * Returns the conversion of fields of text files. A timestamp that is an integer is in
   * microseconds, unless the format has a pattern; by Google's rules, even then.
   *
   * @throws IllegalArgumentException if no column has the type
   */
  static Function<String, Object> ofFields(Type.Code type, TextFormat format) {
    return switch (type) {
      case BOOL -> format.booleans()::parse;
      case BYTES, PROTO -> format.bytes()::parse;
      case DATE -> {
        Function<String, Object> dates = dates(format);
        yield format.dateFormat() != null || format.rules() != TextRules.GOOGLE
            ? dates
            : text -> dates.apply(withoutMidnight(text));
      }
      case TIMESTAMP -> {
        Function<String, Object> timestamps = timestamps(format);
        yield format.timestampFormat() != null && format.rules() != TextRules.GOOGLE
            ? timestamps
            : text -> isInteger(text) ? microseconds(text) : timestamps.apply(text);
      }
      default -> ofStrings(type, format);
    };
  }

  private static Function<String, Object> dates(TextFormat format) {
    if (format.dateFormat() == null) {
      return DateTimeText::date;
    }
    DateTimeFormatter formatter = PatternText.formatter(format.dateFormat());
    return text -> PatternText.date(text, formatter);
  }

  private static Function<String, Object> timestamps(TextFormat format) {
    @Nullable ZoneId zone = format.timeZone();
    if (format.timestampFormat() == null) {
      return text -> DateTimeText.timestamp(text, zone);
    }
    DateTimeFormatter formatter = PatternText.formatter(format.timestampFormat());
    return text -> PatternText.timestamp(text, formatter, zone);
  }

  private static String withoutMidnight(String text) {
    return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
  }

  private static Object microseconds(String text) {
    return DateTimeText.sinceEpoch(
        (Long) ScalarText.parser(Type.Code.INT64).apply(text), MICROS_PER_SECOND);
  }

  private static boolean isInteger(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > start;
  }
}
