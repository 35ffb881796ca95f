package dev.lintel.pipeline.copy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Strings;
import dev.lintel.pipeline.files.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The file that says how tables are copied, if not whole and as they are.
 *
 * @param salt the secret of the hashes; null if not given
 * @param tables by the name of the table in the source
 */
record CopySpec(
    @JsonProperty("salt") @Nullable String salt,
    @JsonProperty("tables") Map<String, OfTable> tables) {

  /** The fewest characters of a salt. */
  static final int SHORTEST_SALT = 16;

  /** Copies all tables as they are. */
  static final CopySpec NONE = new CopySpec(null, Map.of());

  /**
   * One table. All columns that are not mentioned are copied as they are.
   *
   * @param where condition on the rows, in the SQL of the source; null for all rows
   * @param rename from column of the source to column of the destination
   * @param skip columns of the source that are not copied
   * @param constants from column of the destination to its value in all rows
   * @param mask from column of the source to what is written in place of its values
   */
  record OfTable(
      @JsonProperty("where") @Nullable String where,
      @JsonProperty("rename") Map<String, String> rename,
      @JsonProperty("skip") List<String> skip,
      @JsonProperty("constants") Map<String, JsonNode> constants,
      @JsonProperty("mask") Map<String, JsonNode> mask) {

    static final OfTable NOTHING = new OfTable(null, Map.of(), List.of(), Map.of(), Map.of());

    OfTable {
      rename = inOrder(rename);
      skip = skip == null ? List.of() : Collections.unmodifiableList(skip);
      constants = inOrder(constants);
      mask = inOrder(mask);
    }

    OfTable withWhere(String condition) {
      return new OfTable(condition, rename, skip, constants, mask);
    }

    /** Whether the table of the destination has other columns than that of the source. */
    boolean changesColumns() {
      return !rename.isEmpty() || !skip.isEmpty();
    }
  }

  CopySpec {
    tables = inOrder(tables);
  }

  private static <T> Map<String, T> inOrder(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Reads a spec.
   *
   * @throws IllegalArgumentException if the text is not a spec; says where
   */
  static CopySpec parse(String json) {
    CopySpec spec = JsonText.read(json, CopySpec.class);
    if (spec == null || spec.tables().isEmpty()) {
      throw new IllegalArgumentException("there are no \"tables\" in it");
    }
    if (spec.salt() != null && spec.salt().length() < SHORTEST_SALT) {
      throw new IllegalArgumentException(
          "\"salt\" has %d characters; it needs at least %d, so that it cannot be guessed"
              .formatted(spec.salt().length(), SHORTEST_SALT));
    }
    spec.tables().forEach(CopySpec::check);
    return spec;
  }

  private static void check(String name, @Nullable OfTable table) {
    if (table == null) {
      throw new IllegalArgumentException("table \"%s\" is null".formatted(name));
    }
    table
        .rename()
        .forEach(
            (from, to) -> {
              if (from.isEmpty() || Strings.isNullOrEmpty(to)) {
                throw new IllegalArgumentException(
                    "table \"%s\", \"rename\": \"%s\" needs a name on both sides"
                        .formatted(name, from));
              }
            });
  }
}
