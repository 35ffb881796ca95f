package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.cloud.spanner.Struct;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The JSON form of plain objects (see {@link dev.lintel.values.ScalarType}), whatever their length
 * or range.
 */
final class ScalarJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ScalarJson() {}

  static JsonNode nullNode() {
    return NODES.nullNode();
  }

  static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  /**
   * @throws IllegalArgumentException if objects of that class have no JSON form
   */
  static JsonNode scalar(@Nullable Object object) {
    if (object == null) {
      return nullNode();
    }
    if (object instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (object instanceof Float number) {
      return float32(number);
    }
    if (object instanceof Double number) {
      return float64(number);
    }
    if (object instanceof Struct struct) {
      return ValueToJson.convert(struct);
    }
    return text(ScalarText.printer(object.getClass()).apply(object));
  }

  static ArrayNode array(Iterable<? extends @Nullable Object> elements) {
    ArrayNode array = NODES.arrayNode();
    for (Object element : elements) {
      array.add(scalar(element));
    }
    return array;
  }

  private static JsonNode float32(float number) {
    return Float.isFinite(number) && !isNegativeZero(number)
        ? NODES.numberNode(number)
        : NODES.textNode(Float.toString(number));
  }

  private static JsonNode float64(double number) {
    return Double.isFinite(number) && !isNegativeZero(number)
        ? NODES.numberNode(number)
        : NODES.textNode(Double.toString(number));
  }

  private static boolean isNegativeZero(double number) {
    return number == 0 && 1 / number < 0;
  }
}
