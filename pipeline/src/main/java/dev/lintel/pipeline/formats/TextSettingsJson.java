package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.JsonStrings;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.CsvLayout;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The settings of texts as a JSON object, but for the names of their fields. Its fields are named
 * as the options of a job; one that is absent has its default. {@code unquotedNull} is the null of
 * a file that {@link Format#openRows} wrote.
 */
final class TextSettingsJson {
  private static final String DELIMITER = "columnDelimiter";
  private static final String QUALIFIER = "fieldQualifier";
  private static final String ESCAPE = "escape";
  private static final String NULL_STRING = "nullString";
  private static final String DATE_FORMAT = "dateFormat";
  private static final String TIMESTAMP_FORMAT = "timestampFormat";
  private static final String JSON_STRINGS = "jsonStrings";
  private static final String UNQUOTED_NULL = "unquotedNull";
  private static final String COLUMNS = "columns";

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          DELIMITER,
          QUALIFIER,
          ESCAPE,
          NULL_STRING,
          DATE_FORMAT,
          TIMESTAMP_FORMAT,
          JSON_STRINGS,
          UNQUOTED_NULL,
          COLUMNS);

  private TextSettingsJson() {}

  /**
   * Writes settings.
   *
   * @param format of the texts; what does not concern it is left out
   */
  static ObjectNode write(RecordFormat format, TextSettings settings) {
    TextFormat values = settings.values();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean csv = Formats.of(format).takesCsvOptions();
    if (csv) {
      writeCsv(settings.layout(), values, json);
    }
    if (!csv || values.jsonStrings() != JsonStrings.DOCUMENT) {
      json.put(JSON_STRINGS, values.jsonStrings().name().toLowerCase(Locale.ROOT));
    }
    if (!settings.mapping().isNone()) {
      json.put(COLUMNS, ColumnsSpec.of(settings.mapping()).toString());
    }
    return json;
  }

  private static void writeCsv(CsvLayout layout, TextFormat values, ObjectNode json) {
    json.put(DELIMITER, String.valueOf(layout.delimiter()));
    json.put(QUALIFIER, text(layout.qualifier()));
    if (layout.escape() != null) {
      json.put(ESCAPE, text(layout.escape()));
    }
    put(json, NULL_STRING, values.nullString());
    put(json, DATE_FORMAT, values.dateFormat());
    put(json, TIMESTAMP_FORMAT, values.timestampFormat());
    if (layout.nulls() == CsvLayout.Nulls.UNQUOTED_ONLY) {
      json.put(UNQUOTED_NULL, CsvLayout.UNQUOTED_NULL);
    }
  }

  /**
   * Reads settings that {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is not such an object; says why
   */
  static TextSettings read(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("its readAs is not an object");
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!NAMES.contains(field.getKey()) || !field.getValue().isTextual()) {
        throw new IllegalArgumentException(
            "its readAs has %s, which is not a text of one of these names: %s"
                .formatted(field.getKey(), String.join(", ", NAMES)));
      }
    }
    boolean lossless = json.has(UNQUOTED_NULL);
    if (lossless && !json.get(UNQUOTED_NULL).textValue().equals(CsvLayout.UNQUOTED_NULL)) {
      throw new IllegalArgumentException(
          "its readAs has an %s other than %s".formatted(UNQUOTED_NULL, CsvLayout.UNQUOTED_NULL));
    }
    var format =
        new TextFormat(
            lossless,
            text(json, NULL_STRING),
            text(json, DATE_FORMAT),
            text(json, TIMESTAMP_FORMAT),
            strings(json));
    return new TextSettings(
        new CsvLayout(
            character(json, DELIMITER, ','),
            character(json, QUALIFIER, '"'),
            character(json, ESCAPE, null),
            CsvLayout.Header.NONE,
            lossless ? CsvLayout.Nulls.UNQUOTED_ONLY : CsvLayout.Nulls.BY_TEXT),
        format,
        ImmutableList.of(),
        mapping(json, format),
        /* timestampUnit= */ null);
  }

  private static FieldMapping mapping(JsonNode json, TextFormat format) {
    if (!json.has(COLUMNS)) {
      return FieldMapping.none();
    }
    try {
      return ColumnsSpec.parse(json.get(COLUMNS).textValue()).mappingOfRecords(format);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its columns in readAs: " + e.getMessage(), e);
    }
  }

  private static JsonStrings strings(JsonNode json) {
    String given = text(json, JSON_STRINGS);
    for (JsonStrings strings : JsonStrings.values()) {
      if (given == null || given.equalsIgnoreCase(strings.name())) {
        return strings;
      }
    }
    throw new IllegalArgumentException("its jsonStrings in readAs is not one of document, value");
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static String text(@Nullable Character character) {
    return character == null ? "" : character.toString();
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.get(name).textValue() : null;
  }

  /** Empty text stands for no such character. */
  private static @Nullable Character character(
      JsonNode json, String name, @Nullable Character absent) {
    String text = text(json, name);
    if (text == null) {
      return absent;
    }
    if (text.length() > 1 || (text.isEmpty() && name.equals(DELIMITER))) {
      throw new IllegalArgumentException("its %s in readAs is not one character".formatted(name));
    }
    return text.isEmpty() ? null : text.charAt(0);
  }
}
