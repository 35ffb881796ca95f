package dev.lintel.pipeline.imports;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.files.JsonText;
import dev.lintel.pipeline.formats.ColumnsSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which files hold the rows of which tables, in the form of the manifest of Google's text import:
 * the names of fields in snake case or in camel case.
 *
 * @param tables what to import, one entry a table
 * @param dialect of the database, as Google's import requires it for PostgreSQL; null if it is not
 *     given
 */
record ImportManifest(
    @JsonProperty("tables") List<Entry> tables, @JsonProperty("dialect") @Nullable String dialect) {

  /**
   * The files of one table.
   *
   * @param tableName the table
   * @param filePatterns files or globs, relative to the manifest
   * @param columns which columns the fields are written to; if it is not given, those of the table
   */
  record Entry(
      @JsonProperty("table_name") @JsonAlias("tableName") String tableName,
      @JsonProperty("file_patterns") @JsonAlias("filePatterns") @Nullable List<String> filePatterns,
      @JsonProperty("columns") @Nullable Columns columns) {
    Entry {
      filePatterns = noNulls("file_patterns", filePatterns);
      columns = columns == null ? Columns.inOrder(List.of()) : columns;
    }
  }

  /**
   * The columns of files: a list, as in Google's manifests, or a text, as in {@code --columns}.
   *
   * @param inOrder the columns in the order of the fields of files without a header
   * @param spec what the text says
   */
  record Columns(List<Column> inOrder, ColumnsSpec spec) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Columns inOrder(List<Column> columns) {
      return new Columns(noNulls("columns", columns), ColumnsSpec.none());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Columns of(String text) {
      return new Columns(List.of(), ColumnsSpec.parse(text));
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
    checkArgument(
        list == null || list.stream().noneMatch(Objects::isNull), "%s has a null in it", name);
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

  /** What is wrong with the manifest for a database of that dialect; empty if nothing is. */
  Optional<String> problem(Dialect ofDatabase) {
    return dialect == null || dialect.equals(ofDatabase.name())
        ? Optional.empty()
        : Optional.of(
            "\"dialect\" is %s, and the database is %s".formatted(dialect, ofDatabase.name()));
  }

  private static void check(@Nullable Entry entry, int number) {
    if (entry == null || entry.tableName() == null) {
      throw new IllegalArgumentException("entry %d has no \"table_name\"".formatted(number));
    }
    for (Column column : entry.columns().inOrder()) {
      if (column.columnName() == null) {
        throw new IllegalArgumentException(
            "a column of table %s has no \"column_name\"".formatted(entry.tableName()));
      }
    }
  }
}
