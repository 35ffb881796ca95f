package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import java.math.BigDecimal;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The JSON form of the objects that {@link SpannerValues} takes, whatever their length or range.
 */
final class ScalarJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ScalarJson() {}

  static JsonNode nullNode() {
    return NODES.nullNode();
  }

  static JsonNode scalar(Object object) {
    if (object instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (object instanceof ByteArray bytes) {
      return NODES.textNode(bytes.toBase64());
    }
    if (object instanceof BigDecimal number) {
      return NODES.textNode(number.toPlainString());
    }
    if (object instanceof Float number) {
      return float32(number);
    }
    if (object instanceof Double number) {
      return float64(number);
    }
    if (object instanceof Timestamp timestamp) {
      return NODES.textNode(DateTimeText.text(timestamp));
    }
    if (object instanceof Date date) {
      return NODES.textNode(DateTimeText.text(date));
    }
    if (object instanceof Interval interval) {
      return NODES.textNode(interval.toISO8601());
    }
    return NODES.textNode(object.toString());
  }

  static ArrayNode array(List<? extends @Nullable Object> elements) {
    ArrayNode array = NODES.arrayNode(elements.size());
    for (Object element : elements) {
      array.add(element == null ? nullNode() : scalar(element));
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
