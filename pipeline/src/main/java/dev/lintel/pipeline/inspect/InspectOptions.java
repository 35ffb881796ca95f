package dev.lintel.pipeline.inspect;

import dev.lintel.pipeline.files.TextFileOptions;
import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.imports.ImportJsonStrings;
import dev.lintel.pipeline.load.TargetDialect;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerEndpointOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel inspect}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "inspect",
    title = "What an import would read",
    summary = "Show what an import would read of files, and a CREATE TABLE for them",
    description =
        "Shows the format of files, how they are compressed, their columns with the types of the"
            + " file and of Spanner, the first records as an import would write them, and what an"
            + " import would refuse, with the reason. With --databaseId, the columns are compared"
            + " with those of the table. With --ddl, prints only a CREATE TABLE to start from."
            + " Writes nothing. The exit status is 2 if an import would refuse a file, and 3 if it"
            + " would reject some of the records that were looked at.",
    examples = {
      "trips-2024-*.parquet",
      "gs://my-bucket/trips.csv.gz --hasHeader --ddl --tableName=Trips",
      "trips --instanceId=my-instance --databaseId=my-database --tableName=Trips"
    },
    kind = CommandKind.LOCAL)
public interface InspectOptions
    extends SpannerEndpointOptions, TextFileOptions, IntegerTimestampOptions {

  @Description(
      "Files and folders of data files, local or gs://, as words without --input= too; * stands for"
          + " any characters, ? for one.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 1,
      label = "Input files",
      valueName = "FILE",
      example = "trips-*.parquet",
      takesWords = true,
      inTemplate = false)
  List<String> getInput();

  void setInput(List<String> value);

  @Description("Format of the files. Default: by the extension of each file.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 2,
      label = "Format",
      choices = FormatChoices.ForReading.class,
      inTemplate = false)
  RecordFormat getFormat();

  void setFormat(RecordFormat value);

  @Description(
      "Table that all files belong to. Default: the table that each file is named after, such as"
          + " Airports.csv.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 3,
      label = "Table",
      valueName = "TABLE",
      regex = "^([A-Za-z][A-Za-z0-9_]*[.])?[A-Za-z_][A-Za-z0-9_]*$",
      rule = "a table name, or schema.table",
      example = "Airports",
      inTemplate = false)
  String getTableName();

  void setTableName(String value);

  @Description("Spanner instance that holds the database.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 2,
      label = "Spanner instance",
      valueName = "INSTANCE",
      regex = "^[a-z][a-z0-9-]{0,62}[a-z0-9]$",
      rule = "2 to 64 lower-case letters, digits and hyphens, starting with a letter",
      example = "my-instance",
      parent = "databaseId",
      requiredWithParent = true,
      inTemplate = false)
  String getInstanceId();

  void setInstanceId(String value);

  @Description("Spanner database with whose tables the files are compared. Default: no database.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 3,
      label = "Spanner database",
      valueName = "DATABASE",
      regex = SpannerDatabaseOptions.DATABASE_ID,
      rule = SpannerDatabaseOptions.DATABASE_ID_RULE,
      example = "my-database",
      inTemplate = false)
  String getDatabaseId();

  void setDatabaseId(String value);

  @Description(
      "What a JSON string is in a JSON column, in JSON Lines and in arrays of JSON: the text of a "
          + "document, so that \"1\" is a number, or a string.")
  @Default.Enum("DOCUMENT")
  @OptionHelp(group = OptionGroup.VALUES, order = 3, label = "JSON strings", inTemplate = false)
  ImportJsonStrings getJsonStrings();

  void setJsonStrings(ImportJsonStrings value);

  @Description("How many records are shown of each kind of file.")
  @Default.Integer(3)
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Records",
      regex = "^[0-9]{1,3}$",
      rule = "a number of records, 0 to 999",
      example = "10",
      inTemplate = false)
  int getRecords();

  void setRecords(int value);

  @Description(
      "Print only a CREATE TABLE for each table, whose types, NOT NULL and key have to be checked.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.OUTPUT, order = 2, label = "DDL", inTemplate = false)
  boolean getDdl();

  void setDdl(boolean value);

  @Description("SQL dialect of the types and of the CREATE TABLE. Default: that of the database.")
  @Default.Enum("GOOGLE_STANDARD_SQL")
  @OptionHelp(group = OptionGroup.OUTPUT, order = 3, label = "Dialect", inTemplate = false)
  TargetDialect getDatabaseDialect();

  void setDatabaseDialect(TargetDialect value);
}
