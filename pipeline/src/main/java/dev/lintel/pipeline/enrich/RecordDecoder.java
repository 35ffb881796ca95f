package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.records.AvroRecordFields;
import dev.lintel.pipeline.records.FieldJson;
import dev.lintel.pipeline.records.InputShape;
import java.util.List;

/** The records of the input as JSON again, out of the Structs that travel. Not thread-safe. */
@FunctionalInterface
interface RecordDecoder {

  /** The record, without what has been added. */
  ObjectNode toJson(Struct element);

  static RecordDecoder of(EnrichPlan plan) {
    int first = plan.firstKept();
    return switch (plan.kept()) {
      case FIELDS -> {
        List<Type.StructField> columns = plan.keptColumns();
        yield element -> {
          ObjectNode json = JsonNodeFactory.instance.objectNode();
          for (int i = 0; i < columns.size(); i++) {
            json.set(columns.get(i).getName(), FieldJson.of(element.getValue(first + i)));
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

  private static JsonNode parse(String record) {
    try {
      return StrictJson.parse(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("It was JSON when it was read", e);
    }
  }
}
