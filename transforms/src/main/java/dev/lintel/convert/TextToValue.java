package dev.lintel.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts fields of a text file to values of one column. Thread-safe.
 *
 * <p>White space around the text is ignored, except in a STRING column and in the format {@link
 * TextFormat#lossless}. As in Google's text import, BOOL is {@code true} or {@code false} in any
 * case, BYTES is base64, and a TIMESTAMP that is an integer is in microseconds since the start of
 * 1970. FLOAT32 and FLOAT64 may be {@code NaN}, {@code Infinity} or {@code inf}, with a sign and in
 * any case. They hold the nearest number to a fraction; an integer that they cannot hold exactly is
 * an error, and so is a number that would become 0 or infinite. An ARRAY is a JSON array. {@code
 * spanner.commit_timestamp()} is the commit timestamp, if the column allows it.
 */
public final class TextToValue {
  private static final int MICROS_PER_SECOND = 1_000_000;

  private final ColumnValues values;
  private final Function<String, Object> parser;
  private final JsonToValue elements;
  private final boolean emptyIsNull;
  private final boolean trimmed;

  private TextToValue(Column column, TextFormat format) {
    this.values = new ColumnValues(column);
    Type.Code type = column.getType().getCode();
    this.elements = JsonToValue.forColumn(column, format.jsonStrings());
    this.parser = values.isArray() ? text -> text : parser(type, format);
    this.emptyIsNull = !format.isLossless() && type != Type.Code.STRING && type != Type.Code.BYTES;
    this.trimmed = !format.isLossless() && type != Type.Code.STRING;
  }

  /**
   * Returns the conversion for a column.
   *
   * @throws IllegalArgumentException if no column can have its type
   */
  public static TextToValue forColumn(Column column, TextFormat format) {
    return new TextToValue(column, format);
  }

  /**
   * Converts a field; null to null.
   *
   * @throws ConversionException if the column cannot hold the value
   */
  public Value convert(@Nullable String field) {
    if (field == null || (emptyIsNull && field.isEmpty())) {
      return values.nullValue();
    }
    String text = trimmed ? field.strip() : field;
    try {
      if (values.isArray()) {
        return array(text);
      }
      if (text.equals(ScalarText.COMMIT_TIMESTAMP)
          && values.scalarType().getCode() == Type.Code.TIMESTAMP) {
        return values.commitTimestamp();
      }
      return values.scalar(parser.apply(text));
    } catch (Unconvertible e) {
      throw values.failure(e.reason(), field);
    }
  }

  private Value array(String text) {
    try {
      return elements.convert(StrictJson.parse(text));
    } catch (JsonProcessingException e) {
      throw new Unconvertible("not a JSON array");
    }
  }

  private static Function<String, Object> parser(Type.Code type, TextFormat format) {
    if (type == Type.Code.DATE && format.dateFormat() != null) {
      DateTimeFormatter formatter = PatternText.formatter(format.dateFormat());
      return text -> PatternText.date(text, formatter);
    }
    if (type == Type.Code.TIMESTAMP && format.timestampFormat() != null) {
      DateTimeFormatter formatter = PatternText.formatter(format.timestampFormat());
      return text -> PatternText.timestamp(text, formatter);
    }
    if (type == Type.Code.TIMESTAMP) {
      return TextToValue::timestamp;
    }
    return ScalarText.parser(type);
  }

  private static Object timestamp(String text) {
    return isInteger(text)
        ? DateTimeText.sinceEpoch(
            (Long) ScalarText.parser(Type.Code.INT64).apply(text), MICROS_PER_SECOND)
        : DateTimeText.timestamp(text);
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
