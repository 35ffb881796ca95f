package dev.lintel.pipeline.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;

/** The value of a record's field as JSON. */
public final class FieldJson {
  private FieldJson() {}

  /** A JSON document becomes the document, not its text, if it can be read. */
  public static JsonNode of(Value value) {
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
}
