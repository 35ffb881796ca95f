package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.ArrayText;
import dev.lintel.convert.BooleanText;
import dev.lintel.convert.BytesText;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.JsonStrings;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextRules;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvLineBreaks;
import dev.lintel.pipeline.files.EscapeSequences;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The settings of texts as a JSON object, but for the names of their fields and headers. Most of
 * its fields are named as the options of a job; one that is absent has its default. The others are
 * what a dialect sets, and {@code unquotedNull}, the null of a file that {@link Format#openRows}
 * wrote.
 */
final class TextSettingsJson {
  private static final String DELIMITER = "columnDelimiter";
  private static final String QUALIFIER = "fieldQualifier";
  private static final String ESCAPE = "escape";
  private static final String NULL_STRING = "nullString";
  private static final String DATE_FORMAT = "dateFormat";
  private static final String TIMESTAMP_FORMAT = "timestampFormat";
  private static final String TIME_ZONE = "timeZone";
  private static final String BOOLEANS = "booleans";
  private static final String BYTES = "bytes";
  private static final String ARRAYS = "arrays";
  private static final String ESCAPE_SEQUENCES = "escapeSequences";
  private static final String EMPTY_LINES = "emptyLines";
  private static final String JSON_STRINGS = "jsonStrings";
  private static final String UNQUOTED_NULL = "unquotedNull";
  private static final String COLUMNS = "columns";
  private static final String TRAILING_DELIMITER = "trailingDelimiter";
  private static final String FIELD_RULES = "fieldRules";
  private static final String RULES = "rules";

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          DELIMITER,
          QUALIFIER,
          ESCAPE,
          NULL_STRING,
          DATE_FORMAT,
          TIMESTAMP_FORMAT,
          TIME_ZONE,
          BOOLEANS,
          BYTES,
          ARRAYS,
          ESCAPE_SEQUENCES,
          EMPTY_LINES,
          JSON_STRINGS,
          UNQUOTED_NULL,
          COLUMNS,
          TRAILING_DELIMITER,
          FIELD_RULES,
          RULES);

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
      writeLayout(settings.layout(), values, json);
    }
    put(json, DATE_FORMAT, values.dateFormat());
    put(json, TIMESTAMP_FORMAT, values.timestampFormat());
    put(json, TIME_ZONE, values.timeZone() == null ? null : values.timeZone().getId());
    putUnless(BytesText.BASE64, json, BYTES, csv ? values.bytes() : values.jsonBytes());
    if (csv) {
      putUnless(BooleanText.WORDS, json, BOOLEANS, values.booleans());
      putUnless(ArrayText.JSON, json, ARRAYS, values.arrays());
      putUnless(TextRules.PLAIN, json, RULES, values.rules());
    }
    if (!csv || values.jsonStrings() != JsonStrings.DOCUMENT) {
      json.put(JSON_STRINGS, spelled(values.jsonStrings()));
    }
    if (!settings.mapping().isNone()) {
      json.put(COLUMNS, ColumnsSpec.of(settings.mapping()).toString());
    }
    return json;
  }

  private static void writeLayout(CsvLayout layout, TextFormat values, ObjectNode json) {
    json.put(DELIMITER, String.valueOf(layout.delimiter()));
    json.put(QUALIFIER, text(layout.qualifier()));
    if (layout.escape() != null) {
      json.put(ESCAPE, text(layout.escape()));
    }
    putUnless(EscapeSequences.LETTERS, json, ESCAPE_SEQUENCES, layout.sequences());
    putUnless(CsvLayout.EmptyLines.SKIPPED, json, EMPTY_LINES, layout.emptyLines());
    putUnless(
        CsvLayout.TrailingDelimiter.BEGINS_FIELD,
        json,
        TRAILING_DELIMITER,
        layout.trailingDelimiter());
    putUnless(CsvLayout.FieldRules.EXACT, json, FIELD_RULES, layout.fieldRules());
    put(json, values.isLossless() ? UNQUOTED_NULL : NULL_STRING, layout.nullString());
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
    if (lossless && !json.get(UNQUOTED_NULL).textValue().equals(CsvLayout.LOSSLESS_NULL)) {
      throw new IllegalArgumentException(
          "its readAs has an %s other than %s".formatted(UNQUOTED_NULL, CsvLayout.LOSSLESS_NULL));
    }
    var format =
        new TextFormat(
            lossless,
            text(json, DATE_FORMAT),
            text(json, TIMESTAMP_FORMAT),
            timeZone(json),
            constant(json, BOOLEANS, BooleanText.class),
            constant(json, BYTES, BytesText.class),
            constant(json, BYTES, BytesText.class),
            constant(json, ARRAYS, ArrayText.class),
            constant(json, RULES, TextRules.class),
            constant(json, JSON_STRINGS, JsonStrings.class));
    return new TextSettings(
        new CsvLayout(
            character(json, DELIMITER, ','),
            character(json, QUALIFIER, '"'),
            character(json, ESCAPE, null),
            constant(json, ESCAPE_SEQUENCES, EscapeSequences.class),
            lossless ? CsvLayout.LOSSLESS_NULL : text(json, NULL_STRING),
            constant(json, EMPTY_LINES, CsvLayout.EmptyLines.class),
            CsvLayout.Header.NONE,
            CsvLineBreaks.AUTO,
            constant(json, TRAILING_DELIMITER, CsvLayout.TrailingDelimiter.class),
            constant(json, FIELD_RULES, CsvLayout.FieldRules.class)),
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

  private static @Nullable ZoneId timeZone(JsonNode json) {
    String zone = text(json, TIME_ZONE);
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "its %s in readAs is not a time zone".formatted(TIME_ZONE), e);
    }
  }

  /** The constant that is named; by default the first one. */
  private static <E extends Enum<E>> E constant(JsonNode json, String name, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String given = text(json, name);
    for (E constant : constants) {
      if (given == null || given.equalsIgnoreCase(constant.name())) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "its %s in readAs is not one of %s"
            .formatted(
                name,
                Arrays.stream(constants)
                    .map(TextSettingsJson::spelled)
                    .collect(Collectors.joining(", "))));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> void putUnless(
      E ofDefault, ObjectNode json, String name, E constant) {
    if (constant != ofDefault) {
      json.put(name, spelled(constant));
    }
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
