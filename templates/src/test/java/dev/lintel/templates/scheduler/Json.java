package dev.lintel.templates.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/** Reads JSON, and converts the results of the Terraform parser to JSON. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /**
   * Converts a value to JSON. A whole number has no decimal point, as in Terraform. Objects of
   * other types become text.
   */
  static JsonNode of(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      map.forEach((key, each) -> object.set(key.toString(), of(each)));
      return object;
    }
    if (value instanceof Collection<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.forEach(each -> array.add(of(each)));
      return array;
    }
    if (value instanceof Number number) {
      return number.doubleValue() == Math.rint(number.doubleValue())
          ? JsonNodeFactory.instance.numberNode(number.longValue())
          : JsonNodeFactory.instance.numberNode(number.doubleValue());
    }
    if (value instanceof Boolean flag) {
      return JsonNodeFactory.instance.booleanNode(flag);
    }
    return value == null || value instanceof NullNode
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode(value.toString());
  }
}
