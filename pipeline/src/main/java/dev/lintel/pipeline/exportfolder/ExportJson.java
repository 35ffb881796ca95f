package dev.lintel.pipeline.exportfolder;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.JsonText;
import java.util.List;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The JSON files of an export: one object each, for people to read, too. */
final class ExportJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ExportJson() {}

  static <T> T parse(String json, Class<T> type) {
    T value = JsonText.read(json, type);
    if (value == null) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return value;
  }

  /**
   * A list of a file as it is read; empty if the file does not have it.
   *
   * @throws IllegalArgumentException if there is a null in it
   */
  static <T> ImmutableList<T> orEmpty(@Nullable List<T> list) {
    checkArgument(
        list == null || list.stream().noneMatch(Objects::isNull), "a list has a null in it");
    return list == null ? ImmutableList.of() : ImmutableList.copyOf(list);
  }

  static String write(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values is always JSON", e);
    }
  }
}
