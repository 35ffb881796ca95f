package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.JsonFields;
import java.util.List;

/** The shape of files of JSON objects. */
record JsonLinesShape(JsonFields fields) implements FileShape<JsonNode> {

  @Override
  public JsonLinesFormat format() {
    return new JsonLinesFormat();
  }

  @Override
  public InputShape forKeys(List<String> keyFields) {
    return new JsonLinesShape(fields.only(keyFields));
  }

  @Override
  public ShapedFile<JsonNode> open(DataFile file) {
    JsonLinesFile open = format().open(file, TextSettings.defaults().withValues(fields.format()));
    return new ShapedFile<>(open, fields, open::contentOf);
  }
}
