package dev.lintel.convert;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
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
 * type that its schema states, such as a text that is not a UUID, is its own text.
 */
public final class AvroToJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Function<@Nullable Object, JsonNode> conversion;

  private AvroToJson(Function<@Nullable Object, JsonNode> conversion) {
    this.conversion = conversion;
  }

  /** Returns the conversion of data of a schema, whose records may contain themselves. */
  public static AvroToJson of(Schema schema) {
    return new AvroToJson(conversion(schema, new HashMap<>()));
  }

  /** Converts a datum; null to JSON's null. */
  public JsonNode convert(@Nullable Object datum) {
    return conversion.apply(datum);
  }

  /**
   * @param records the conversions of the records around the schema, by their names
   */
  private static Function<@Nullable Object, JsonNode> conversion(
      Schema schema, Map<String, Function<@Nullable Object, JsonNode>> records) {
    Function<Object, JsonNode> notNull =
        switch (schema.getType()) {
          case NULL -> datum -> ScalarJson.nullNode();
          case RECORD -> {
            Function<@Nullable Object, JsonNode> known = records.get(schema.getFullName());
            yield known != null ? known : record(schema, records);
          }
          case ARRAY -> {
            Function<@Nullable Object, JsonNode> element =
                conversion(schema.getElementType(), records);
            yield datum -> array((Collection<?>) datum, element);
          }
          case MAP -> {
            Function<@Nullable Object, JsonNode> value = conversion(schema.getValueType(), records);
            yield datum -> object((Map<?, ?>) datum, value);
          }
          case UNION -> {
            List<Function<@Nullable Object, JsonNode>> branches =
                schema.getTypes().stream().map(type -> conversion(type, records)).toList();
            yield datum -> branches.get(GenericData.get().resolveUnion(schema, datum)).apply(datum);
          }
          default -> scalar(schema);
        };
    return datum -> datum == null ? ScalarJson.nullNode() : notNull.apply(datum);
  }

  private static Function<Object, JsonNode> record(
      Schema schema, Map<String, Function<@Nullable Object, JsonNode>> records) {
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
    schema.getFields().forEach(field -> fields.add(conversion(field.schema(), records)));
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
    map.forEach((name, value) -> object.set(name.toString(), conversion.apply(value)));
    return object;
  }

  private static Function<Object, JsonNode> scalar(Schema schema) {
    Function<Object, Object> decoder =
        AvroTypes.typeOf(schema)
            .map(Type::getCode)
            .flatMap(type -> AvroScalars.decoder(schema, type))
            .orElse(AvroToJson::plain);
    return datum -> {
      try {
        return ScalarJson.scalar(decoder.apply(datum));
      } catch (Unconvertible e) {
        return ScalarJson.scalar(plain(datum));
      }
    };
  }

  private static Object plain(Object datum) {
    if (datum instanceof GenericFixed fixed) {
      return ByteArray.copyFrom(fixed.bytes());
    }
    return datum instanceof ByteBuffer bytes
        ? ByteArray.copyFrom(bytes.duplicate())
        : datum.toString();
  }
}
