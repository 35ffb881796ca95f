package dev.lintel.pipeline.exportfolder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON files of an export: one object each, for people to read, too. */
final class ExportJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ExportJson() {}

  static <T> T parse(String json, Class<T> type) {
    T value;
    try {
      value = MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new IllegalArgumentException(
          (where == null ? "" : "line " + where.getLineNr() + ": ") + e.getOriginalMessage(), e);
    }
    if (value == null) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return value;
  }

  static String write(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values is always JSON", e);
    }
  }
}
