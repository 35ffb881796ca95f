package dev.lintel.pipeline.purge;

import dev.lintel.pipeline.files.CompressedFileOptions;
import dev.lintel.pipeline.files.TextFileOptions;
import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.imports.ImportFormat;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel purge}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "purge",
    title = "Delete rows of Cloud Spanner",
    summary = "Delete rows by condition, by query or by key, with an archive and their children",
    description =
        "Deletes rows of a table: those that meet a condition, those whose keys a query returns, or"
            + " those whose keys are in files. The keys are read as of one time, and a row is"
            + " deleted only if it still meets the condition in the transaction that deletes it;"
            + " a row that has changed stays. Rows that depend on the deleted ones are found and"
            + " counted first. --dryRun only counts. --archiveDir writes the rows to an export"
            + " before the first one is deleted, and ./lintel import brings them back.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database --tableName=Routes --where='Stops > 0' "
          + "--dryRun",
      "--instanceId=my-instance --databaseId=my-database --tableName=Events --olderThan=P90D "
          + "--column=CreatedAt --archiveDir=archive --rowsPerSecond=1000",
      "--instanceId=my-instance --databaseId=my-database --tableName=Orders "
          + "--where='State = \"CANCELLED\"' --includeChildren --maxRows=100000",
      "--instanceId=my-instance --databaseId=my-database --tableName=Routes --input=keys.csv "
          + "--hasHeader --invalidOutputPath=rejected"
    },
    kind = CommandKind.JOB)
public interface PurgeOptions
    extends SpannerJobOptions,
        SpannerDatabaseOptions,
        FailureOptions,
        TextFileOptions,
        CompressedFileOptions {

  @Description("Table whose rows are deleted; a table of a named schema as schema.Table.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 1,
      label = "Table",
      valueName = "TABLE",
      example = "Routes")
  String getTableName();

  void setTableName(String value);

  @Description(
      "SQL condition on the columns of the table; rows that meet it are deleted. Give this,"
          + " olderThan, both, query or input.")
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 2,
      label = "Condition",
      valueName = "SQL",
      example = "Stops > 0")
  String getWhere();

  void setWhere(String value);

  @Description(
      "Deletes rows whose column is more than this before the start of the run, an ISO 8601 period"
          + " or duration in UTC; together with where, rows that meet both.")
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 3,
      label = "Older than",
      valueName = "PERIOD",
      regex = AgeCondition.AGE,
      rule = "an ISO 8601 period or duration, such as P30D, P6M or PT12H",
      example = "P30D")
  String getOlderThan();

  void setOlderThan(String value);

  @Description("TIMESTAMP or DATE column that olderThan is about. A row with null in it stays.")
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 4,
      label = "Column of the age",
      valueName = "COLUMN",
      parent = "olderThan",
      requiredWithParent = true,
      example = "CreatedAt")
  String getColumn();

  void setColumn(String value);

  @Description(
      "SQL query that returns the columns of the table's primary key; the rows of these keys are"
          + " deleted, as long as the query still returns them.")
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 5,
      label = "Query of keys",
      valueName = "SQL",
      example = "SELECT RouteId FROM Routes WHERE Stops > 0")
  String getQuery();

  void setQuery(String value);

  @Description(
      "Files of keys, with the columns of the table's primary key and no others; * stands for any"
          + " characters, ? for one. The rows of these keys are deleted, whatever they contain.")
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 6,
      label = "Files of keys",
      valueName = "GLOB",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/keys-*.csv")
  String getInput();

  void setInput(String value);

  @Description(
      "Format of the files of keys. rejected: what an earlier purge wrote to invalidOutputPath."
          + " Default: by their extension, before that of a compression.")
  @OptionHelp(
      group = OptionGroup.ROWS,
      order = 7,
      label = "Format of the keys",
      valueName = "FORMAT",
      parent = "input",
      choices = ImportFormat.Values.class)
  ImportFormat getInputFormat();

  void setInputFormat(ImportFormat value);

  @Description(
      "Whether rows that depend on the rows, but are not deleted with them by the database, are"
          + " deleted before them: children with ON DELETE NO ACTION, and rows that reference them"
          + " by a foreign key. Otherwise such rows are listed, and nothing is deleted.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.DELETING, order = 1, label = "Include children")
  boolean getIncludeChildren();

  void setIncludeChildren(boolean value);

  @Description(
      "Whether the rows are only counted, children included. Nothing is deleted or archived;"
          + " records of input that are no keys are written to invalidOutputPath all the same.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.DELETING, order = 2, label = "Dry run")
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description(
      "How many rows may be deleted, children included. If there are more, none is deleted.")
  @OptionHelp(
      group = OptionGroup.DELETING,
      order = 3,
      label = "Most rows",
      regex = "^[0-9]{1,18}$",
      rule = "a whole number from 0 up",
      example = "100000")
  Long getMaxRows();

  void setMaxRows(Long value);

  @Description(
      "How many rows a second each worker process deletes at most, without the children that the"
          + " database deletes with them. Default: no limit.")
  @OptionHelp(
      group = OptionGroup.DELETING,
      order = 4,
      label = "Rows a second",
      regex = "^[1-9][0-9]{0,8}$",
      rule = "a whole number from 1 up",
      example = "1000")
  Integer getRowsPerSecond();

  void setRowsPerSecond(Integer value);

  @Description(
      "Milliseconds that a commit may take. While commits take longer, rows are deleted more"
          + " slowly. Default: no limit.")
  @OptionHelp(
      group = OptionGroup.DELETING,
      order = 5,
      label = "Commit latency in milliseconds",
      regex = "^[1-9][0-9]{0,6}$",
      rule = "a number of milliseconds, 1 to 9999999",
      example = "200")
  Long getMaxCommitLatencyMillis();

  void setMaxCommitLatencyMillis(Long value);

  @Description(
      "Folder for an archive: each run writes the rows that it deletes to its own folder in it,"
          + " which has the layout of an export, before the first row is deleted. Only rows that"
          + " are in the archive are deleted.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Archive folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/archive")
  String getArchiveDir();

  void setArchiveDir(String value);

  @Description("Format of the archive's data files.")
  @Default.Enum("AVRO")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Format",
      parent = "archiveDir",
      choices = FormatChoices.ForWriting.class)
  RecordFormat getFormat();

  void setFormat(RecordFormat value);
}
