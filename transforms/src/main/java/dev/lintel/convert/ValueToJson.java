package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarTypes;
import java.util.List;

/**
 * Converts values, rows and mutations to JSON, without loss: {@link JsonToValue} converts the JSON
 * of a value back to the same value. Pure; safe to call from any thread.
 *
 * <p>INT64, NUMERIC and the documents of JSON columns are strings; BYTES is base64; NaN and the
 * infinities are strings, and so is negative zero, which not every JSON reader keeps; a timestamp
 * has its nanoseconds, and the commit timestamp to come is {@code spanner.commit_timestamp()}; a
 * STRUCT is an object.
 */
public final class ValueToJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ValueToJson() {}

  /**
   * Converts a write to an object of its columns, in its order, and a delete to the form of {@link
   * KeySetToJson}: {@code {"key": [...]}} if it is of a single key. The table and the operation are
   * not in it, so a caller that needs to distinguish writes from deletes has to keep the operation.
   *
   * @throws IllegalArgumentException if the operation or the type of a value has no JSON form; the
   *     message names it
   */
  public static ObjectNode convert(Mutation mutation) {
    return switch (mutation.getOperation()) {
      case INSERT, UPDATE, INSERT_OR_UPDATE, REPLACE -> row(mutation);
      case DELETE -> KeySetToJson.convert(mutation.getKeySet());
      default ->
          throw new IllegalArgumentException(
              "No JSON form for the operation " + mutation.getOperation());
    };
  }

  private static ObjectNode row(Mutation write) {
    ObjectNode row = NODES.objectNode();
    var values = write.getValues().iterator();
    for (String column : write.getColumns()) {
      row.set(column, convert(values.next()));
    }
    return row;
  }

  /**
   * Converts a row to an object of its fields, in its order.
   *
   * @throws IllegalArgumentException if the type of a field has no JSON form; the message names it
   */
  public static ObjectNode convert(Struct struct) {
    ObjectNode row = NODES.objectNode();
    List<Type.StructField> fields = struct.getType().getStructFields();
    for (int i = 0; i < fields.size(); i++) {
      row.set(fields.get(i).getName(), convert(struct.getValue(i)));
    }
    return row;
  }

  /**
   * Converts what a row has in a column, as {@link #convert(Value)} its value.
   *
   * @throws IllegalArgumentException if the type has no JSON form; the message names it
   */
  public static JsonNode convert(StructReader row, int column) {
    if (row.isNull(column)) {
      return ScalarJson.nullNode();
    }
    return switch (row.getColumnType(column).getCode()) {
      case STRING -> ScalarJson.text(ServerText.string(row, column));
      case JSON -> ScalarJson.text(ServerText.json(row, column));
      case PG_JSONB -> ScalarJson.text(ServerText.pgJsonb(row, column));
      case DATE -> ScalarJson.text(ServerText.date(row, column));
      case TIMESTAMP -> ScalarJson.text(ServerText.timestamp(row, column));
      default -> convert(row.getValue(column));
    };
  }

  /**
   * Converts a value. An untyped value, which has no type to say how it is spelled, has no JSON
   * form.
   *
   * @throws IllegalArgumentException if the type has no JSON form; the message names it
   */
  public static JsonNode convert(Value value) {
    if (value.isNull()) {
      return ScalarJson.nullNode();
    }
    if (value.isCommitTimestamp()) {
      return ScalarJson.text(ScalarText.COMMIT_TIMESTAMP);
    }
    Type type = value.getType();
    if (type == null) {
      throw new IllegalArgumentException("No JSON form for an untyped value");
    }
    return type.getCode() == Type.Code.ARRAY
        ? ScalarJson.array(ScalarTypes.of(type.getArrayElementType()).arrayGetter().apply(value))
        : ScalarJson.scalar(ScalarTypes.of(type).getter().apply(value));
  }
}
