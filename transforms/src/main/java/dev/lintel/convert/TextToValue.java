package dev.lintel.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts fields of a text file to values of one column. Thread-safe.
 *
 * <p>White space around the text is ignored, except in a STRING column, in a BYTES column where a
 * blank is a byte ({@link BytesText}), and in the format {@link TextFormat#lossless}. By default,
 * as in Google's text import, BOOL is {@code true} or {@code false} in any case, BYTES is base64,
 * and an ARRAY is a JSON array; the {@link TextFormat} says otherwise. A TIMESTAMP that is an
 * integer is in microseconds since the start of 1970, unless there is a pattern of timestamps and
 * the rules are not Google's. FLOAT32 and FLOAT64 may be {@code NaN}, {@code Infinity} or {@code
 * inf}, with a sign and in any case. They hold the nearest number to a fraction; an integer that
 * they cannot hold exactly is an error, and so is a number that would become 0 or infinite. {@code
 * spanner.commit_timestamp()} is the commit timestamp, if the column allows it.
 */
public final class TextToValue {
  private final ColumnValues values;
  private final Function<String, Object> parser;
  private final ArrayText arrays;

  /** Converts the elements of an array that is JSON. */
  private final JsonToValue elements;

  private final boolean emptyIsNull;
  private final boolean trimmed;

  private TextToValue(Column column, TextFormat format) {
    this.values = new ColumnValues(column);
    Type.Code type = column.getType().getCode();
    this.arrays = format.arrays();
    this.elements = JsonToValue.forColumn(column, format);
    this.parser = TextParsers.ofFields(values.scalarType().getCode(), format);
    this.emptyIsNull =
        !format.isLossless()
            && (format.rules() == TextRules.GOOGLE
                || (type != Type.Code.STRING && type != Type.Code.BYTES));
    this.trimmed = !format.isLossless() && !isWhiteSpaceContent(type, format.bytes());
  }

  private static boolean isWhiteSpaceContent(Type.Code type, BytesText bytes) {
    return switch (type) {
      case STRING -> true;
      case BYTES, PROTO -> bytes.hasPlainBytes();
      default -> false;
    };
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
    if (arrays != ArrayText.JSON) {
      List<@Nullable Object> converted = new ArrayList<>();
      for (String element : ArrayElements.of(text, arrays)) {
        converted.add(element == null ? null : parser.apply(element));
      }
      return values.array(converted);
    }
    try {
      return elements.convert(StrictJson.parse(text));
    } catch (JsonProcessingException e) {
      throw new Unconvertible("not a JSON array");
    }
  }
}
