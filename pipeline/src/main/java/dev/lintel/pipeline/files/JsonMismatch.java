package dev.lintel.pipeline.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Says which value of a file of JSON is of another kind than it has to be. */
final class JsonMismatch {
  private JsonMismatch() {}

  /** For example: {@code "lookups", element 2, "key": it has to be an object, not an array}. */
  static String describe(MismatchedInputException e) {
    JsonToken found = tokenAt((JsonParser) e.getProcessor());
    if (found == null) {
      return "there is nothing in it";
    }
    var where = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      where.append(where.isEmpty() ? "" : ", ");
      if (step.getFieldName() == null) {
        where.append("element ").append(step.getIndex() + 1);
      } else {
        where.append('"').append(step.getFieldName()).append('"');
      }
    }
    return "%s: it has to be %s, not %s"
        .formatted(where.isEmpty() ? "the whole" : where, kind(e.getTargetType()), kind(found));
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    return Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != char.class)
        ? "a number"
        : Map.class.isAssignableFrom(type) || !type.isEnum() ? "an object" : "one of its values";
  }

  private static @Nullable JsonToken tokenAt(@Nullable JsonParser at) {
    try {
      if (at == null) {
        return null;
      }
      return at.currentToken() == null ? at.nextToken() : at.currentToken();
    } catch (IOException e) {
      return null;
    }
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_ARRAY, END_ARRAY -> "an array";
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "nothing";
    };
  }
}
