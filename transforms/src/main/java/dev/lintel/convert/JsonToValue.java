package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.util.ArrayList;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts JSON to values of one column; the inverse of {@link ValueToJson}. Thread-safe.
 *
 * <p>INT64, FLOAT32, FLOAT64, NUMERIC, PostgreSQL's numeric and STRING are numbers or strings; a
 * number in a STRING column is its text, as it was parsed. INT64 may be written as {@code 1.0} or
 * {@code 1e2} if it is an integer. BOOL is a boolean; an ARRAY is an array; every other type is a
 * string, in the default form of {@link TextToValue}, but without white space around it; the {@link
 * TextFormat} may give dates and timestamps another form.
 *
 * <p>In a JSON column, an object, an array, a number and a boolean are the document itself. A
 * string is the text of the document: {@code "{\"a\":1}"} is an object, {@code "\"a\""} is the JSON
 * string a, and {@code "null"} is the JSON null, which differs from SQL's null. With {@link
 * JsonStrings#VALUE}, a string is a document itself, and there is no way to write the JSON null. So
 * the text of a document is kept exactly, as is the text of an object or array that {@link
 * StrictJson} parsed. A string that is not JSON text is an error.
 *
 * <p>A document may have a name twice: the type JSON keeps the first value, PostgreSQL's jsonb the
 * last. A number that the type JSON cannot hold exactly is an error; Spanner would round it.
 *
 * <p>The conversion is exact only if numbers were parsed without loss, as {@link StrictJson} does.
 */
public final class JsonToValue {
  private final ColumnValues values;
  private final Function<String, Object> parser;

  private final JsonStrings strings;

  private JsonToValue(Column column, TextFormat format) {
    this.values = new ColumnValues(column);
    this.strings = format.jsonStrings();
    this.parser = TextParsers.ofJson(values.scalarType().getCode(), format);
  }

  /**
   * Returns the conversion for a column, with {@link TextFormat#defaults}.
   *
   * @throws IllegalArgumentException if no column can have its type
   */
  public static JsonToValue forColumn(Column column) {
    return forColumn(column, TextFormat.defaults());
  }

  /**
   * Returns the conversion for a column.
   *
   * @param format how dates and timestamps are written in strings, and what a string is if the
   *     column is of JSON documents
   * @throws IllegalArgumentException if no column can have its type
   */
  public static JsonToValue forColumn(Column column, TextFormat format) {
    return new JsonToValue(column, format);
  }

  /**
   * Converts a JSON value; Java's null and JSON's null to null.
   *
   * @throws ConversionException if the column cannot hold the value
   */
  public Value convert(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return values.nullValue();
    }
    try {
      if (values.isArray()) {
        return array(node);
      }
      if (values.scalarType().getCode() == Type.Code.TIMESTAMP
          && node.isTextual()
          && node.textValue().equals(ScalarText.COMMIT_TIMESTAMP)) {
        return values.commitTimestamp();
      }
      return values.scalar(scalar(node));
    } catch (Unconvertible e) {
      throw values.failure(e.reason(), node.isTextual() ? node.textValue() : node.toString());
    }
  }

  private Value array(JsonNode node) {
    if (!node.isArray()) {
      throw new Unconvertible("not an array");
    }
    var elements = new ArrayList<@Nullable Object>(node.size());
    for (JsonNode element : node) {
      elements.add(element.isNull() ? null : scalar(element));
    }
    return values.array(elements);
  }

  private Object scalar(JsonNode node) {
    if (node.isTextual() && !isDocument()) {
      if (values.scalarType().getCode() == Type.Code.BOOL) {
        throw new Unconvertible("neither true nor false");
      }
      return parser.apply(node.textValue());
    }
    return switch (values.scalarType().getCode()) {
      case BOOL -> {
        if (!node.isBoolean()) {
          throw new Unconvertible("neither true nor false");
        }
        yield node.booleanValue();
      }
      case INT64, ENUM -> {
        if (!node.isNumber()) {
          throw new Unconvertible("not an integer");
        }
        yield parser.apply(node.asText());
      }
      case STRING -> {
        if (!node.isNumber()) {
          throw new Unconvertible("neither a string nor a number");
        }
        yield node.asText();
      }
      case FLOAT32, FLOAT64, NUMERIC, PG_NUMERIC -> {
        if (!node.isNumber()) {
          throw new Unconvertible("not a number");
        }
        yield parser.apply(node.asText());
      }
      case JSON, PG_JSONB -> parser.apply(StrictJson.write(node));
      default -> throw new Unconvertible("not a string");
    };
  }

  /** Whether a string is a document itself. */
  private boolean isDocument() {
    return strings == JsonStrings.VALUE
        && (values.scalarType().getCode() == Type.Code.JSON
            || values.scalarType().getCode() == Type.Code.PG_JSONB);
  }
}
