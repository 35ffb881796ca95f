package dev.lintel.pipeline.imports;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.files.JsonText;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which files hold the rows of which tables, in the form of the manifest of Google's text import:
 * the names of fields in snake case or in camel case.
 *
 * @param tables what to import, one entry a table
 */
record ImportManifest(@JsonProperty("tables") List<Entry> tables) {

  /**
   * The files of one table.
   *
   * @param tableName the table
   * @param filePatterns files or globs, relative to the manifest
   * @param columns the columns in the order of the fields; empty for those of the table
   */
  record Entry(
      @JsonProperty("table_name") @JsonAlias("tableName") String tableName,
      @JsonProperty("file_patterns") @JsonAlias("filePatterns") @Nullable List<String> filePatterns,
      @JsonProperty("columns") @Nullable List<Column> columns) {
    Entry {
      filePatterns = noNulls("file_patterns", filePatterns);
      columns = noNulls("columns", columns);
    }
  }

  /**
   * A column of a file.
   *
   * @param columnName the column
   * @param typeName its type without a length, such as {@code STRING}; null if not given
   */
  record Column(
      @JsonProperty("column_name") @JsonAlias("columnName") String columnName,
      @JsonProperty("type_name") @JsonAlias("typeName") @Nullable String typeName) {}

  private static <T> List<T> noNulls(String name, @Nullable List<T> list) {
    checkArgument(list == null || !list.contains(null), "%s has a null in it", name);
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Reads a manifest; a field that a manifest does not have is an error, because it may be a
   * misspelled one.
   *
   * @throws IllegalArgumentException if the text is not a manifest; says where
   */
  static ImportManifest parse(String json) {
    ImportManifest manifest = JsonText.read(json, ImportManifest.class);
    if (manifest == null || manifest.tables() == null) {
      throw new IllegalArgumentException("the field \"tables\" is missing");
    }
    for (int i = 0; i < manifest.tables().size(); i++) {
      check(manifest.tables().get(i), i + 1);
    }
    return manifest;
  }

  private static void check(@Nullable Entry entry, int number) {
    if (entry == null || entry.tableName() == null) {
      throw new IllegalArgumentException("entry %d has no \"table_name\"".formatted(number));
    }
    for (Column column : entry.columns()) {
      if (column.columnName() == null) {
        throw new IllegalArgumentException(
            "a column of table %s has no \"column_name\"".formatted(entry.tableName()));
      }
    }
  }
}
