package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.util.List;

/**
 * Makes JSON of values, without loss: {@link JsonToValue} makes the same values of it.
 *
 * <p>INT64, NUMERIC and the documents of JSON columns are strings; BYTES is base64; NaN and the
 * infinities are strings, and so is negative zero, which not every JSON reader keeps; a timestamp
 * has its nanoseconds, and the commit timestamp to come is {@code spanner.commit_timestamp()}.
 */
public final class ValueToJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ValueToJson() {}

  /**
   * The columns that a write names, in its order.
   *
   * @throws IllegalArgumentException if the mutation is a delete
   */
  public static ObjectNode convert(Mutation mutation) {
    if (mutation.getOperation() == Mutation.Op.DELETE) {
      throw new IllegalArgumentException("A delete has no values");
    }
    ObjectNode row = NODES.objectNode();
    var values = mutation.getValues().iterator();
    for (String column : mutation.getColumns()) {
      row.set(column, convert(values.next()));
    }
    return row;
  }

  /** The fields of a row, in its order. */
  public static ObjectNode convert(Struct struct) {
    ObjectNode row = NODES.objectNode();
    List<Type.StructField> fields = struct.getType().getStructFields();
    for (int i = 0; i < fields.size(); i++) {
      row.set(fields.get(i).getName(), convert(struct.getValue(i)));
    }
    return row;
  }

  public static JsonNode convert(Value value) {
    if (value.isNull()) {
      return ScalarJson.nullNode();
    }
    Type type = value.getType();
    return switch (type.getCode()) {
      case BOOL -> ScalarJson.scalar(value.getBool());
      case INT64, ENUM, PG_OID -> ScalarJson.scalar(value.getInt64());
      case FLOAT32 -> ScalarJson.scalar(value.getFloat32());
      case FLOAT64 -> ScalarJson.scalar(value.getFloat64());
      case NUMERIC -> ScalarJson.scalar(value.getNumeric());
      case PG_NUMERIC, STRING -> ScalarJson.scalar(value.getString());
      case JSON -> ScalarJson.scalar(value.getJson());
      case PG_JSONB -> ScalarJson.scalar(value.getPgJsonb());
      case BYTES, PROTO -> ScalarJson.scalar(value.getBytes());
      case DATE -> ScalarJson.scalar(value.getDate());
      case TIMESTAMP ->
          ScalarJson.scalar(
              value.isCommitTimestamp() ? ScalarText.COMMIT_TIMESTAMP : value.getTimestamp());
      case UUID -> ScalarJson.scalar(value.getUuid());
      case INTERVAL -> ScalarJson.scalar(value.getInterval());
      case STRUCT -> convert(value.getStruct());
      case ARRAY -> array(type.getArrayElementType(), value);
      default -> throw new IllegalArgumentException("No JSON form for the type " + type);
    };
  }

  private static JsonNode array(Type elementType, Value value) {
    return switch (elementType.getCode()) {
      case BOOL -> ScalarJson.array(value.getBoolArray());
      case INT64, ENUM, PG_OID -> ScalarJson.array(value.getInt64Array());
      case FLOAT32 -> ScalarJson.array(value.getFloat32Array());
      case FLOAT64 -> ScalarJson.array(value.getFloat64Array());
      case NUMERIC -> ScalarJson.array(value.getNumericArray());
      case PG_NUMERIC, STRING -> ScalarJson.array(value.getStringArray());
      case JSON -> ScalarJson.array(value.getJsonArray());
      case PG_JSONB -> ScalarJson.array(value.getPgJsonbArray());
      case BYTES, PROTO -> ScalarJson.array(value.getBytesArray());
      case DATE -> ScalarJson.array(value.getDateArray());
      case TIMESTAMP -> ScalarJson.array(value.getTimestampArray());
      case UUID -> ScalarJson.array(value.getUuidArray());
      case INTERVAL -> ScalarJson.array(value.getIntervalArray());
      case STRUCT -> structs(value.getStructArray());
      default -> throw new IllegalArgumentException("No JSON form for elements of " + elementType);
    };
  }

  private static JsonNode structs(List<Struct> structs) {
    ArrayNode array = NODES.arrayNode(structs.size());
    for (Struct struct : structs) {
      array.add(struct == null ? ScalarJson.nullNode() : convert(struct));
    }
    return array;
  }
}
