package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.base.Strings;
import dev.lintel.pipeline.files.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The file that says what is looked up and what is added.
 *
 * @param fields types of fields of the input, where the files do not state them
 * @param lookups in the order in which they are made: the key of a later one may contain columns
 *     that an earlier one has added
 */
record EnrichSpec(
    @JsonProperty("fields") Map<String, String> fields,
    @JsonProperty("lookups") List<Lookup> lookups) {

  /**
   * One lookup.
   *
   * @param name its name in messages and figures
   * @param table the table in which rows are looked up
   * @param index the index that is used; null for the primary key
   * @param key from column of the key to field of the record
   * @param columns from field that is added to column of the table
   * @param whenMissing what is done with a record that has no row; null if not given
   */
  record Lookup(
      @JsonProperty("name") String name,
      @JsonProperty("table") String table,
      @JsonProperty("index") @Nullable String index,
      @JsonProperty("key") Map<String, String> key,
      @JsonProperty("columns") Map<String, String> columns,
      @JsonProperty("whenMissing") @Nullable String whenMissing) {
    Lookup {
      name = Strings.nullToEmpty(name);
      table = Strings.nullToEmpty(table);
      key = inOrder(key);
      columns = inOrder(columns);
    }
  }

  EnrichSpec {
    fields = inOrder(fields);
    lookups = lookups == null ? List.of() : Collections.unmodifiableList(lookups);
  }

  private static Map<String, String> inOrder(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Reads a spec.
   *
   * @throws IllegalArgumentException if the text is not a spec; says where
   */
  static EnrichSpec parse(String json) {
    EnrichSpec spec = JsonText.read(json, EnrichSpec.class);
    if (spec == null || spec.lookups().isEmpty()) {
      throw new IllegalArgumentException("there are no \"lookups\" in it");
    }
    for (int i = 0; i < spec.lookups().size(); i++) {
      check(spec.lookups().get(i), i + 1);
    }
    spec.fields().forEach((field, type) -> checkText("\"fields\"", field, type));
    return spec;
  }

  private static void check(@Nullable Lookup lookup, int number) {
    if (lookup == null) {
      throw new IllegalArgumentException("lookup %d is null".formatted(number));
    }
    String owner = "lookup %d, ".formatted(number);
    lookup.key().forEach((column, field) -> checkText(owner + "\"key\"", column, field));
    lookup.columns().forEach((field, column) -> checkText(owner + "\"columns\"", field, column));
  }

  private static void checkText(String owner, String name, @Nullable String value) {
    if (name.isEmpty() || Strings.isNullOrEmpty(value)) {
      throw new IllegalArgumentException(
          "%s: \"%s\" needs a name on both sides".formatted(owner, name));
    }
  }
}
