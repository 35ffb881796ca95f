package dev.lintel.pipeline.exportfolder;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.cloud.Timestamp;
import com.google.common.base.Strings;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The file {@code lintel-export.json}: what Google's format has no place for. An export without it,
 * such as one of Google's, is an export all the same. Immutable.
 *
 * @param formatVersion 1
 * @param runId the run that made it
 * @param databaseName the database that it is of, {@code projects/P/instances/I/databases/D}
 * @param format what the data files are: {@code avro}, {@code parquet}, {@code csv}, {@code jsonl}
 * @param readTimestamp the snapshot that every row is of, RFC 3339 in UTC
 * @param query the query that was exported, in place of tables
 * @param tables in the order of their names
 * @param ddl the statements that make the database again; absent for a query
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LintelExport(
    @JsonProperty("formatVersion") int formatVersion,
    @JsonProperty("runId") String runId,
    @JsonProperty("database") String databaseName,
    @JsonProperty("format") String format,
    @JsonProperty("readTimestamp") String readTimestamp,
    @JsonProperty("query") @Nullable String query,
    @JsonProperty("tables") List<TableFacts> tables,
    @JsonProperty("ddl") @Nullable Ddl ddl) {

  public static final String FILE_NAME = "lintel-export.json";
  public static final int FORMAT_VERSION = 1;

  /**
   * One table, or the result of the query.
   *
   * @param rows the sum over the files
   * @param window what of the table is there; absent if it is all of it
   * @param watermarkColumn for a whole table, the commit-timestamp column by which a later export
   *     can find what was written since; absent if there is no such column or it is not known
   *     which, and in the exports of early releases
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TableFacts(
      @JsonProperty("name") String name,
      @JsonProperty("rows") long rows,
      @JsonProperty("window") @Nullable Window window,
      @JsonProperty("watermarkColumn") @Nullable String watermarkColumn,
      @JsonProperty("files") List<FileFacts> files) {
    public TableFacts {
      files = ExportJson.orEmpty(files);
    }
  }

  /**
   * The rows whose commit timestamp lies after {@code since} and not after {@code until}.
   *
   * @param column the commit-timestamp column
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Window(
      @JsonProperty("column") String column,
      @JsonProperty("since") String since,
      @JsonProperty("until") String until) {}

  /**
   * One data file.
   *
   * @param bytes its size
   * @param crc32c its CRC32C in Base64, big-endian; absent in the exports of early releases
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FileFacts(
      @JsonProperty("name") String name,
      @JsonProperty("rows") long rows,
      @JsonProperty("bytes") long bytes,
      @JsonProperty("crc32c") @Nullable String crc32c) {}

  /**
   * DDL, one statement each, without the semicolon.
   *
   * @param beforeRows what has to be there before the rows: tables without their foreign keys
   * @param afterRows what comes after them: indexes, foreign keys, change streams
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ddl(
      @JsonProperty("beforeRows") List<String> beforeRows,
      @JsonProperty("afterRows") List<String> afterRows) {
    public Ddl {
      beforeRows = ExportJson.orEmpty(beforeRows);
      afterRows = ExportJson.orEmpty(afterRows);
    }
  }

  public LintelExport {
    tables = ExportJson.orEmpty(tables);
  }

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException if it is not such a file, or of a later version; says why
   */
  public static LintelExport parse(String json) {
    LintelExport export = ExportJson.parse(json, LintelExport.class);
    if (export.formatVersion() != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "it is of format version %d, and this release reads version %d"
              .formatted(export.formatVersion(), FORMAT_VERSION));
    }
    requireTime("readTimestamp", export.readTimestamp());
    export.tables().forEach(LintelExport::check);
    return export;
  }

  private static void check(TableFacts table) {
    checkArgument(table.name() != null, "a table without a name");
    for (FileFacts file : table.files()) {
      checkArgument(file.name() != null, "a file of table %s without a name", table.name());
    }
    Window window = table.window();
    if (window != null) {
      checkArgument(window.column() != null, "table %s: a window without a column", table.name());
      requireTime("since", window.since());
      requireTime("until", window.until());
    }
  }

  private static void requireTime(String name, @Nullable String time) {
    try {
      Timestamp unused = Timestamp.parseTimestamp(Strings.nullToEmpty(time));
    } catch (RuntimeException e) {
      // What is thrown depends on what is wrong.
      throw new IllegalArgumentException("%s is not a time: %s".formatted(name, time), e);
    }
  }

  public String toJson() {
    return ExportJson.write(this);
  }

  /** What is said of a table, in the spelling of the export. */
  public Optional<TableFacts> findTable(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
