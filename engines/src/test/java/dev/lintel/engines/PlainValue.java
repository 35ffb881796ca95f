package dev.lintel.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.io.BaseEncoding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * One text for each value of a Spanner type, by which values from the database, from an engine and
 * from a table of truths are compared: {@code null}, {@code true}, digits, {@code "text"}, Base64,
 * {@code 2024-02-29}, {@code 2024-02-29T12:34:56.5Z}, JSON with sorted names, {@code [1, null]}.
 */
final class PlainValue {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private PlainValue() {}

  /** The value of a column of a row of Spanner's. */
  static String ofSpanner(String type, Struct row, int column) {
    return row.isNull(column) ? "null" : ofNode(type, node(row.getValue(column)));
  }

  private static JsonNode node(Value value) {
    if (value.isNull()) {
      return JsonNodeFactory.instance.nullNode();
    }
    return switch (value.getType().getCode()) {
      case ARRAY -> {
        var array = JsonNodeFactory.instance.arrayNode();
        switch (value.getType().getArrayElementType().getCode()) {
          case BOOL -> value.getBoolArray().forEach(v -> array.add(text(v)));
          case INT64 -> value.getInt64Array().forEach(v -> array.add(text(v)));
          case FLOAT32 -> value.getFloat32Array().forEach(v -> array.add(text(v)));
          case FLOAT64 -> value.getFloat64Array().forEach(v -> array.add(text(v)));
          case NUMERIC -> value.getNumericArray().forEach(v -> array.add(text(v)));
          case STRING -> value.getStringArray().forEach(v -> array.add(text(v)));
          case JSON -> value.getJsonArray().forEach(v -> array.add(text(v)));
          case BYTES ->
              value.getBytesArray().forEach(v -> array.add(text(v == null ? null : v.toBase64())));
          case DATE -> value.getDateArray().forEach(v -> array.add(text(v)));
          case TIMESTAMP -> value.getTimestampArray().forEach(v -> array.add(text(v)));
          default -> throw new IllegalArgumentException(value.getType().toString());
        }
        yield array;
      }
      case BYTES -> text(value.getBytes().toBase64());
      default -> text(value.getAsString());
    };
  }

  private static JsonNode text(Object value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : TextNode.valueOf(value.toString());
  }

  /** A value of a table of truths: the text of a scalar, or JSON of an array. */
  static String ofTruth(String type, String truth) {
    return ofNode(type, type.startsWith("ARRAY<") ? parse(truth) : TextNode.valueOf(truth));
  }

  /**
   * A value as an engine shows it as JSON.
   *
   * @throws IllegalArgumentException if it is not a value of the type, in any usual notation
   */
  static String ofEngine(String type, JsonNode value) {
    return ofNode(type, value);
  }

  private static String ofNode(String type, JsonNode value) {
    if (value.isNull()) {
      return "null";
    }
    if (type.startsWith("ARRAY<")) {
      String element = type.substring("ARRAY<".length(), type.length() - 1);
      JsonNode array = value.isTextual() ? parse(value.asText()) : value;
      if (!array.isArray()) {
        throw new IllegalArgumentException("not an array");
      }
      StringJoiner joiner = new StringJoiner(", ", "[", "]");
      array.forEach(one -> joiner.add(ofNode(element, one)));
      return joiner.toString();
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    return switch (type.replaceAll("\\(.*", "")) {
      case "BOOL" ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> "true";
            case "false", "f", "0" -> "false";
            default -> throw new IllegalArgumentException("not a boolean");
          };
      case "INT64" -> new BigInteger(text).toString();
      case "FLOAT32" -> Float.toString(Float.parseFloat(infinity(text)));
      case "FLOAT64" -> Double.toString(Double.parseDouble(infinity(text)));
      case "NUMERIC" -> {
        BigDecimal number = new BigDecimal(text);
        yield number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      }
      case "STRING" -> TextNode.valueOf(text).toString();
      case "BYTES" -> bytes(text);
      case "DATE" -> LocalDate.parse(text).toString();
      case "TIMESTAMP" -> timestamp(text).toString();
      case "JSON" -> json(value.isTextual() ? document(value) : value);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static String infinity(String text) {
    return text.replaceFirst("(?i)^([+-]?)inf(inity)?$", "$1Infinity")
        .replaceFirst("(?i)^nan$", "NaN");
  }

  /** Base64, or the hexadecimal of PostgreSQL. */
  private static String bytes(String text) {
    byte[] bytes =
        text.startsWith("\\x")
            ? BaseEncoding.base16().ignoreCase().decode(text.substring(2).toUpperCase(Locale.ROOT))
            : Base64.getMimeDecoder().decode(text);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Instant timestamp(String text) {
    String iso = text.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00");
    return iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:\\d\\d$")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  /** A text is the text of a document, or a document that is a text. */
  private static JsonNode document(JsonNode text) {
    try {
      return parse(text.asText());
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** With the names of all objects sorted, because Spanner sorts them. */
  private static String json(JsonNode node) {
    if (node.isObject()) {
      var sorted = new TreeMap<String, String>();
      node.fields().forEachRemaining(field -> sorted.put(field.getKey(), json(field.getValue())));
      StringJoiner joiner = new StringJoiner(",", "{", "}");
      sorted.forEach((name, value) -> joiner.add(TextNode.valueOf(name) + ":" + value));
      return joiner.toString();
    }
    if (node.isArray()) {
      StringJoiner joiner = new StringJoiner(",", "[", "]");
      node.forEach(one -> joiner.add(json(one)));
      return joiner.toString();
    }
    return node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : node.toString();
  }
}
