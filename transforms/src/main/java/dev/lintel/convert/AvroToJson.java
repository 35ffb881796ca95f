package dev.lintel.convert;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts Avro data of any schema to JSON that people and programs can read. The data are those
 * that Avro's generic reader returns without logical type conversions. Thread-safe.
 *
 * <p>A record or a map is an object, an array is an array, and any other datum has the form that
 * {@link ValueToJson} gives a value of its type ({@link AvroTypes#typeOf}): a decimal and an
 * integer are text, and so are dates and timestamps; bytes are base64. A datum that is not of the
 * type that its schema states, such as a text that is not a UUID, is its own text. Bytes of a
 * string that are not UTF-8 are {@link SurrogateEscape}.
 */
public final class AvroToJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How the data are converted that are not made of others. */
  @FunctionalInterface
  private interface Leaves {
    Function<Object, JsonNode> of(Schema schema);
  }

  private final Function<@Nullable Object, JsonNode> conversion;

  private AvroToJson(Function<@Nullable Object, JsonNode> conversion) {
    this.conversion = conversion;
  }

  /** Returns the conversion of data of a schema, whose records may contain themselves. */
  public static AvroToJson of(Schema schema) {
    return new AvroToJson(conversion(schema, AvroToJson::scalar, new HashMap<>()));
  }

  /**
   * Returns the conversion to documents such as other programs write them: numbers are numbers of
   * JSON, a JSON document within is part of the document, and a timestamp has no more digits than
   * it needs. NaN and the infinities are text.
   */
  static AvroToJson ofDocuments(Schema schema) {
    return new AvroToJson(conversion(schema, AvroToJson::documentScalar, new HashMap<>()));
  }

  /** Converts a datum; null to JSON's null. */
  public JsonNode convert(@Nullable Object datum) {
    return conversion.apply(datum);
  }

  /**
   * @param records the conversions of the records around the schema, by their names
   */
  private static Function<@Nullable Object, JsonNode> conversion(
      Schema schema, Leaves leaves, Map<String, Function<@Nullable Object, JsonNode>> records) {
    Function<Object, JsonNode> notNull =
        switch (schema.getType()) {
          case NULL -> datum -> ScalarJson.nullNode();
          case RECORD -> {
            Function<@Nullable Object, JsonNode> known = records.get(schema.getFullName());
            yield known != null ? known : record(schema, leaves, records);
          }
          case ARRAY -> {
            Function<@Nullable Object, JsonNode> element =
                conversion(schema.getElementType(), leaves, records);
            yield datum -> array((Collection<?>) datum, element);
          }
          case MAP -> {
            Function<@Nullable Object, JsonNode> value =
                conversion(schema.getValueType(), leaves, records);
            yield datum -> object((Map<?, ?>) datum, value);
          }
          case UNION -> {
            List<Function<@Nullable Object, JsonNode>> branches =
                schema.getTypes().stream().map(type -> conversion(type, leaves, records)).toList();
            yield datum -> branches.get(GenericData.get().resolveUnion(schema, datum)).apply(datum);
          }
          default -> leaves.of(schema);
        };
    return datum -> datum == null ? ScalarJson.nullNode() : notNull.apply(datum);
  }

  private static Function<Object, JsonNode> record(
      Schema schema, Leaves leaves, Map<String, Function<@Nullable Object, JsonNode>> records) {
    ImmutableList<String> names =
        schema.getFields().stream().map(AvroFields::nameOf).collect(toImmutableList());
    List<Function<@Nullable Object, JsonNode>> fields = new ArrayList<>();
    Function<Object, JsonNode> conversion =
        datum -> {
          ObjectNode object = NODES.objectNode();
          for (int i = 0; i < names.size(); i++) {
            object.set(names.get(i), fields.get(i).apply(((IndexedRecord) datum).get(i)));
          }
          return object;
        };
    // Known before its fields are, because one of them may be such a record again.
    records.put(
        schema.getFullName(),
        datum -> datum == null ? ScalarJson.nullNode() : conversion.apply(datum));
    schema.getFields().forEach(field -> fields.add(conversion(field.schema(), leaves, records)));
    return conversion;
  }

  private static ArrayNode array(
      Collection<?> elements, Function<@Nullable Object, JsonNode> conversion) {
    ArrayNode array = NODES.arrayNode(elements.size());
    elements.forEach(element -> array.add(conversion.apply(element)));
    return array;
  }

  private static ObjectNode object(Map<?, ?> map, Function<@Nullable Object, JsonNode> conversion) {
    ObjectNode object = NODES.objectNode();
    map.forEach((name, value) -> object.set(AvroStrings.escaped(name), conversion.apply(value)));
    return object;
  }

  private static Function<Object, JsonNode> scalar(Schema schema) {
    Function<Object, Object> decoder =
        AvroTypes.typeOf(schema)
            .map(Type::getCode)
            .flatMap(type -> AvroScalars.decoder(schema, type))
            .orElse(datum -> plain(schema, datum));
    return datum -> {
      try {
        return ScalarJson.scalar(decoder.apply(datum));
      } catch (Unconvertible e) {
        return ScalarJson.scalar(plain(schema, datum));
      }
    };
  }

  private static Function<Object, JsonNode> documentScalar(Schema schema) {
    AvroScalars.Scalar scalar = AvroScalars.of(schema).orElseThrow();
    Function<Object, JsonNode> node = documentNode(scalar.meaning());
    return datum -> {
      try {
        return node.apply(scalar.decoder().apply(datum));
      } catch (Unconvertible e) {
        return ScalarJson.scalar(plain(schema, datum));
      }
    };
  }

  /** Converts what {@link AvroScalars} decodes. */
  private static Function<Object, JsonNode> documentNode(AvroMeaning meaning) {
    return switch (meaning) {
      case BOOLEAN -> datum -> NODES.booleanNode((Boolean) datum);
      case INTEGER, COUNT_OF_SECONDS, COUNT_OF_MILLIS, COUNT_OF_MICROS, COUNT_OF_NANOS ->
          datum -> NODES.numberNode((Long) datum);
      case UNSIGNED_64, DECIMAL -> datum -> DecimalNode.valueOf((BigDecimal) datum);
      case FLOAT ->
          datum -> Float.isFinite((Float) datum) ? NODES.numberNode((Float) datum) : text(datum);
      case DOUBLE ->
          datum -> Double.isFinite((Double) datum) ? NODES.numberNode((Double) datum) : text(datum);
      case JSON -> datum -> document((String) datum);
      default ->
          AvroReadings.find(meaning, Type.Code.STRING)
              .map(text -> text.andThen(ScalarJson::scalar))
              .orElse(ScalarJson::scalar);
    };
  }

  private static JsonNode text(Object datum) {
    return ScalarJson.text(datum.toString());
  }

  private static JsonNode document(String text) {
    try {
      return StrictJson.parse(text);
    } catch (JsonProcessingException e) {
      return ScalarJson.text(text);
    }
  }

  private static Object plain(Schema schema, Object datum) {
    return datum instanceof GenericFixed || datum instanceof ByteBuffer
        ? ByteArray.copyFrom(AvroScalars.bytes(datum))
        : AvroScalars.text(schema, datum);
  }
}
