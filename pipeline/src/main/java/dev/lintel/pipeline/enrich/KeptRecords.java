package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;
import dev.lintel.pipeline.files.avro.AvroBinary;
import java.util.List;

/** The records of the input as JSON again, out of the Structs that travel. Not thread-safe. */
@FunctionalInterface
interface KeptRecords {

  /** The record, without what has been added. */
  ObjectNode toJson(Struct element);

  static KeptRecords of(EnrichPlan plan) {
    int first = plan.firstKept();
    return switch (plan.kept()) {
      case FIELDS -> {
        List<Type.StructField> columns = plan.keptColumns();
        yield element -> {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          for (int i = 0; i < columns.size(); i++) {
            json.set(columns.get(i).getName(), node(element.getValue(first + i)));
          }
          return json;
        };
      }
      case TEXT -> element -> (ObjectNode) parse(element.getString(first));
      case RECORD -> {
        var shape = (InputShape.Avro) plan.shape();
        AvroRecordFields fields = shape.fields();
        var binary = new AvroBinary(shape.schema());
        yield element -> fields.toJson(binary.decode(element.getBytes(first).toByteArray()));
      }
    };
  }

  /** A value as JSON; a document as what it is, and not as its text, if that can be read. */
  static JsonNode node(Value value) {
    if (value.getType().getCode() != Type.Code.JSON || value.isNull()) {
      return ValueToJson.convert(value);
    }
    try {
      return StrictJson.parse(value.getJson());
    } catch (JsonProcessingException e) {
      // Such as one that names a field twice.
      return ValueToJson.convert(value);
    }
  }

  private static JsonNode parse(String record) {
    try {
      return StrictJson.parse(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("It was JSON when it was read", e);
    }
  }
}
