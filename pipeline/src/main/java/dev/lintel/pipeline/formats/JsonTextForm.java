package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.records.RecordFields;
import java.io.OutputStream;
import java.util.List;

/** The exact text of a JSON object. */
record JsonTextForm() implements RecordForm {

  @Override
  public ImmutableList<Type.StructField> columns() {
    return ImmutableList.of(Type.StructField.of("record", Type.string()));
  }

  /** A record that already has a field of that name cannot get another one. */
  @Override
  public <R> RecordEncoder<R> encoder(RecordFields<R> fields, ImmutableSet<String> added) {
    return (record, raw) -> {
      for (String field : added) {
        if (fields.has(record, field)) {
          throw ConversionException.ofRow(
              "the record has a field %s of its own, which is to be added to it".formatted(field));
        }
      }
      return List.of(Value.string(raw.orElseThrow().text()));
    };
  }

  @Override
  public RecordDecoder decoder(int first) {
    return element -> parse(element.getString(first));
  }

  private static ObjectNode parse(String record) {
    try {
      return (ObjectNode) StrictJson.parse(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("It was JSON when it was read", e);
    }
  }

  @Override
  public ElementWriter open(int first, ImmutableList<Type.StructField> added, OutputStream out) {
    return new JsonTextWriter(first, added, out);
  }
}
