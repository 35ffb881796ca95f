package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@code ./lintel import} takes. A getter returns null for what was not given. */
@CommandHelp(
    name = "import",
    title = "Files to Cloud Spanner",
    summary = "Read files into tables: CSV, JSON Lines, Avro, Parquet",
    description =
        "Reads files into tables of a Spanner database, parent tables before their children. "
            + "Unknown tables and columns, wrong types and unreadable files are reported before "
            + "anything is written. A record that is rejected costs only itself: it goes to "
            + "invalidOutputPath with the reason, and can be imported again from there.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database --importManifest=import-manifest.json "
          + "--ddlFile=schema.sql --invalidOutputPath=rejected",
      "--instanceId=my-instance --databaseId=my-database --input='airports-*.csv.gz' "
          + "--tableName=Airports --hasHeader --maxFailures=100",
      "--instanceId=my-instance --databaseId=my-database --inputDir=rejected --format=rejected"
    },
    kind = CommandKind.JOB)
public interface ImportOptions extends SpannerJobOptions, FailureOptions {

  String SOURCE = "source";

  @Description(
      "JSON file that lists tables with their file patterns and columns, as for Google's text "
          + "import. Patterns are relative to the manifest.")
  @Validation.Required(groups = SOURCE)
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 1,
      label = "Import manifest",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/import-manifest.json")
  String getImportManifest();

  void setImportManifest(String value);

  @Description(
      "Folder of data files. A file belongs to tableName, or else to the table it is named "
          + "after: Airports.csv, Airports.avro-00000-of-00005.")
  @Validation.Required(groups = SOURCE)
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 2,
      label = "Input folder",
      paramType = ParamType.GCS_READ_FOLDER,
      example = "gs://my-bucket/flights")
  String getInputDir();

  void setInputDir(String value);

  @Description("Files of one table, which tableName names; * and ? stand for any characters.")
  @Validation.Required(groups = SOURCE)
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 3,
      label = "Input files",
      valueName = "GLOB",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/flights/airports-*.csv.gz")
  String getInput();

  void setInput(String value);

  @Description("Table to write to; needed with input.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 4,
      label = "Table",
      valueName = "TABLE",
      regex = "^([A-Za-z][A-Za-z0-9_]*[.])?[A-Za-z_][A-Za-z0-9_]*$",
      rule = "a table name, or schema.table",
      example = "Airports")
  String getTableName();

  void setTableName(String value);

  @Description("What the files hold. Default: by the file's extension.")
  @OptionHelp(group = OptionGroup.INPUT, order = 5, label = "Format")
  ImportFormat getFormat();

  void setFormat(ImportFormat value);

  @Description(
      "Whether the first record of each CSV file names the columns, in any order. Without it the "
          + "fields are in the order of the manifest's columns, or of the table's.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.CSV, order = 1, label = "Header")
  boolean getHasHeader();

  void setHasHeader(boolean value);

  @Description("What separates fields: one character, or \\t for a tab.")
  @Default.String(",")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 2,
      label = "Column delimiter",
      valueName = "CHAR",
      regex = "^([^\\r\\n]|\\\\t)$",
      rule = "one character, or \\t for a tab",
      example = "|")
  String getColumnDelimiter();

  void setColumnDelimiter(String value);

  @Description(
      "What surrounds a field that holds the delimiter or a line break: one character, or empty "
          + "for none. Doubled inside such a field it stands for itself.")
  @Default.String("\"")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 3,
      label = "Field qualifier",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty for none",
      example = "'")
  String getFieldQualifier();

  void setFieldQualifier(String value);

  @Description("What takes the meaning from the character after it. Default: none.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 4,
      label = "Escape character",
      valueName = "CHAR",
      regex = "^[^\\r\\n]?$",
      rule = "one character, or empty for none",
      example = "\\")
  String getEscape();

  void setEscape(String value);

  @Description(
      "What stands for null in a CSV file. An empty field is null too, save in a STRING or BYTES "
          + "column, where it is an empty value. Default: nothing further.")
  @OptionHelp(
      group = OptionGroup.CSV,
      order = 5,
      label = "Null string",
      valueName = "TEXT",
      example = "\\N")
  String getNullString();

  void setNullString(String value);

  @Description(
      "How a DATE is written in text, as a pattern of java.time.format.DateTimeFormatter. Default: "
          + "2026-11-23, as ISO 8601 has it.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 1,
      label = "Date format",
      valueName = "PATTERN",
      example = "dd.MM.yyyy")
  String getDateFormat();

  void setDateFormat(String value);

  @Description(
      "How a TIMESTAMP is written in text, as a pattern of java.time.format.DateTimeFormatter; "
          + "without a zone in it, UTC. Default: 2026-11-23T08:00:00.123456789Z, as RFC 3339 has "
          + "it.")
  @OptionHelp(
      group = OptionGroup.VALUES,
      order = 2,
      label = "Timestamp format",
      valueName = "PATTERN",
      example = "yyyy-MM-dd HH:mm:ss")
  String getTimestampFormat();

  void setTimestampFormat(String value);

  @Description(
      "File of DDL statements. Whatever of it the database lacks is created before the import.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 1,
      label = "DDL file",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/schema.sql")
  String getDdlFile();

  void setDdlFile(String value);

  @Description(
      "How a row is written. Writes are delivered at least once, so with insert a row that a "
          + "retry sends again can be reported as failed though it is there.")
  @Default.Enum("INSERT_OR_UPDATE")
  @OptionHelp(group = OptionGroup.WRITING, order = 2, label = "Mode")
  ImportMode getMode();

  void setMode(ImportMode value);

  @Description(
      "How long Spanner may hold a commit back to do it together with others: more throughput, "
          + "later answers. Default: as Spanner sees fit.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 3,
      label = "Maximum commit delay in milliseconds",
      regex = "^([0-9]{1,2}|[1-4][0-9]{2}|500)$",
      rule = "0 to 500 milliseconds",
      example = "100")
  Integer getMaxCommitDelayMillis();

  void setMaxCommitDelayMillis(Integer value);

  @Description(
      "Folder for rejected records: JSON Lines with the reason and the original content. Without "
          + "it they are only counted.")
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 1,
      label = "Folder for rejected records",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/rejected")
  String getInvalidOutputPath();

  void setInvalidOutputPath(String value);
}
