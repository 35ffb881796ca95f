package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.files.CompressedFileOptions;
import dev.lintel.pipeline.files.TextFileOptions;
import dev.lintel.pipeline.load.RowMode;
import dev.lintel.pipeline.load.TargetDialect;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.GoogleNames;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel import}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "import",
    title = "Files to Cloud Spanner",
    summary = "Read files into tables: CSV, JSON Lines, Avro, Parquet",
    description =
        "Reads files into tables of a Spanner database, parent tables before their children."
            + " Without a header, the fields of CSV are in the order of the manifest's columns, or"
            + " of the table's. Unknown tables and columns, wrong types and unreadable files are"
            + " reported before anything is written. A rejected record does not stop the others: it"
            + " is written to invalidOutputPath with the reason, and can be imported again from"
            + " there.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database --importManifest=import-manifest.json "
          + "--ddlFile=schema.sql --invalidOutputPath=rejected",
      "--instanceId=my-instance --databaseId=my-database --input='airports-*.csv.gz' "
          + "--tableName=Airports --hasHeader --maxFailures=100",
      "--instanceId=my-instance --databaseId=my-database --inputDir=rejected --format=rejected"
    },
    kind = CommandKind.JOB)
@GoogleNames(@GoogleNames.Name(google = "maxNumRows", option = "maxCommitRows"))
public interface ImportOptions
    extends SpannerJobOptions,
        SpannerDatabaseOptions,
        FailureOptions,
        TextFileOptions,
        CompressedFileOptions,
        IntegerTimestampOptions,
        SchemaCreationOptions,
        GoogleImportOptions {

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
      "Folder of data files. A file belongs to tableName, or else to the table that it is named "
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

  @Description("Files of one table, which tableName names; * stands for any characters, ? for one.")
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

  @Description("Table to write to; required with input.")
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

  @Description(
      "Format of the files. Default: by the extension of each file, before that of a compression: "
          + ".gz, .bz2, .zst, .deflate, .snappy, .sz or .lz4. Others are refused.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 5,
      label = "Format",
      choices = ImportFormat.Values.class)
  ImportFormat getFormat();

  void setFormat(ImportFormat value);

  @Description(
      "Which columns the fields are written to, if not to those of their own names: "
          + "column=field renames, -field leaves a field out, column='text' is the same in all "
          + "records. Names the fields of CSV without a header, in their order.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 6,
      label = "Columns",
      valueName = "SPEC",
      example = "Id,Name=full name,-extra,Source='nightly'")
  String getColumns();

  void setColumns(String value);

  @Description(
      "What a JSON string is in a JSON column, in JSON Lines and in arrays of JSON: the text of a "
          + "document, so that \"1\" is a number, or a string.")
  @Default.Enum("DOCUMENT")
  @OptionHelp(group = OptionGroup.VALUES, order = 3, label = "JSON strings")
  ImportJsonStrings getJsonStrings();

  void setJsonStrings(ImportJsonStrings value);

  @Description(
      "File of DDL statements, in any order, as Spanner prints them. What the database lacks of"
          + " them is created before the import; foreign keys of tables that reference each other"
          + " in a circle are created after it.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 1,
      label = "DDL file",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/schema.sql")
  String getDdlFile();

  void setDdlFile(String value);

  @Description(
      "SQL dialect of the database that ddlFile creates. Default: the one that the file is in.")
  @OptionHelp(group = OptionGroup.WRITING, order = 2, label = "Dialect", parent = "ddlFile")
  TargetDialect getDatabaseDialect();

  void setDatabaseDialect(TargetDialect value);

  @Description(
      "How a row is written. Writes are delivered at least once, so with insert a row that a "
          + "retry sends again can be reported as failed although it was written.")
  @Default.Enum("INSERT_OR_UPDATE")
  @OptionHelp(group = OptionGroup.WRITING, order = 3, label = "Mode")
  RowMode getMode();

  void setMode(RowMode value);

  @Description(
      "Let the server make keys that the files do not carry: by a default, a sequence, an identity"
          + " or the commit timestamp. Such a key is another one each time a row is sent, so a"
          + " retry or a second run inserts the row again.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.WRITING, order = 4, label = "Allow keys made by the server")
  boolean getAllowGeneratedKeys();

  void setAllowGeneratedKeys(boolean value);

  @Description(
      "Let the mode replace delete the rows of child tables that are interleaved with ON DELETE "
          + "CASCADE in a replaced row, and rows that reference it by a foreign key with ON DELETE "
          + "CASCADE.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 5,
      label = "Delete children of replaced rows",
      parent = "mode",
      parentValues = "replace")
  boolean getReplaceChildren();

  void setReplaceChildren(boolean value);

  @Description(
      "How long Spanner may delay a commit to process it together with others, for more throughput "
          + "and later answers. Default: Spanner decides.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 6,
      label = "Maximum commit delay in milliseconds",
      regex = "^([0-9]{1,2}|[1-4][0-9]{2}|500)$",
      rule = "0 to 500 milliseconds",
      example = "100")
  Integer getMaxCommitDelayMillis();

  void setMaxCommitDelayMillis(Integer value);

  @Description(
      "Write the rows of each level of tables in the order of their keys, in large commits. A"
          + " runner with several workers shuffles the rows for it; the direct runner sorts what it"
          + " buffers.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.WRITING, order = 7, label = "Sort rows by key")
  boolean getSort();

  void setSort(boolean value);

  @Description("Most rows of one commit. Default: 500, or 2000 with sort.")
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 8,
      label = "Rows of a commit",
      regex = "^[1-9][0-9]{0,8}$",
      rule = "a number of rows, 1 to 999999999",
      example = "500")
  Integer getMaxCommitRows();

  void setMaxCommitRows(Integer value);
}
