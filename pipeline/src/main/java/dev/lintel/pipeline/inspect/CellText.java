package dev.lintel.pipeline.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.ValueToJson;
import java.util.ArrayList;
import java.util.List;

/** Values in a cell of a table: text in quotes, everything else without, null as NULL. */
final class CellText {
  private static final String NULL = "NULL";

  private CellText() {}

  /**
   * The text of a value.
   *
   * @param width the most characters; a longer text is cut off
   */
  static String of(Value value, int width) {
    return cut(printable(of(value)), width);
  }

  private static String of(Value value) {
    if (value.isNull()) {
      return NULL;
    }
    if (value.getType().getCode() == Type.Code.TIMESTAMP && value.isCommitTimestamp()) {
      return "the commit timestamp";
    }
    JsonNode json = ValueToJson.convert(value);
    if (value.getType().getCode() != Type.Code.ARRAY) {
      return scalar(json, value.getType());
    }
    List<String> elements = new ArrayList<>();
    for (JsonNode element : json) {
      elements.add(
          element.isNull() ? NULL : scalar(element, value.getType().getArrayElementType()));
    }
    return elements.toString();
  }

  private static String scalar(JsonNode json, Type type) {
    return json.isTextual() && type.getCode() != Type.Code.STRING
        ? json.textValue()
        : json.toString();
  }

  /** The text with its control characters escaped, which a terminal would obey. */
  static String printable(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    var printable = new StringBuilder();
    text.chars()
        .forEach(
            character ->
                printable.append(
                    Character.isISOControl(character)
                        ? "\\u%04x".formatted(character)
                        : String.valueOf((char) character)));
    return printable.toString();
  }

  private static String cut(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }
}
