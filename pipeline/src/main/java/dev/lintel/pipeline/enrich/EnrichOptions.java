package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.pipeline.options.TextFileOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@code ./lintel enrich} takes. A getter returns null for what was not given. */
@CommandHelp(
    name = "enrich",
    title = "Enrich records from Cloud Spanner",
    summary = "Add columns of tables to records, by key: CSV, JSON Lines, Avro, Parquet",
    description =
        "Reads records from files or by a query, looks rows of a Spanner database up by their keys,"
            + " and writes the records with columns of these rows added. Keys that several records"
            + " share are read once, some hundreds with one request. Unknown tables, columns and"
            + " fields, and types that do not match, are reported before anything is read.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database --input='routes-*.csv' --hasHeader "
          + "--spec=enrich.json --outputDir=enriched --format=parquet",
      "--instanceId=my-instance --databaseId=my-database --input=clicks.jsonl.gz "
          + "--spec=enrich.json --outputDir=enriched --invalidOutputPath=rejected "
          + "--maxFailures=100",
      "--instanceId=my-instance --databaseId=my-database "
          + "--query='SELECT OrderId, CustomerId FROM Orders WHERE Shipped IS NULL' "
          + "--spec=enrich.json --outputDir=enriched --format=csv"
    },
    kind = CommandKind.JOB)
public interface EnrichOptions
    extends SpannerJobOptions, SnapshotOptions, FailureOptions, TextFileOptions {

  String SOURCE = "source";

  @Description("Files of records, all of the same fields; * and ? stand for any characters.")
  @Validation.Required(groups = SOURCE)
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 1,
      label = "Input files",
      valueName = "GLOB",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/routes-*.csv")
  String getInput();

  void setInput(String value);

  @Description("SQL query of the same database, whose rows are the records.")
  @Validation.Required(groups = SOURCE)
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 2,
      label = "Query",
      valueName = "SQL",
      example = "SELECT OrderId, CustomerId FROM Orders")
  String getQuery();

  void setQuery(String value);

  @Description("What the input files hold. Default: by the file's extension.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 3,
      label = "Input format",
      parent = "input",
      choices = FormatChoices.AnyUse.class)
  RecordFormat getInputFormat();

  void setInputFormat(RecordFormat value);

  @Description("Names of the fields of CSV files without a header, in their order.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 4,
      label = "Field names",
      valueName = "A,B",
      parent = "input",
      example = "OrderId,CustomerId,Total")
  String getFieldNames();

  void setFieldNames(String value);

  @Description(
      "JSON file that lists the lookups, each with name, table, index (instead of the primary key),"
          + " key (from column to field), columns (from field that is added to column) and"
          + " whenMissing (null, drop, fail or deadLetter).")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.LOOKUPS,
      order = 1,
      label = "Lookups",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/enrich.json")
  String getSpec();

  void setSpec(String value);

  @Description(
      "How many keys each worker remembers, with what was found for them, of each lookup. 0: none; "
          + "every request reads what is there when it is made.")
  @Default.Long(0)
  @OptionHelp(
      group = OptionGroup.LOOKUPS,
      order = 2,
      label = "Keys remembered",
      regex = "^[0-9]{1,10}$",
      rule = "a whole number from 0 up",
      example = "100000")
  long getCacheKeys();

  void setCacheKeys(long value);

  @Description("How old in seconds what is remembered may be.")
  @Default.Long(300)
  @OptionHelp(
      group = OptionGroup.LOOKUPS,
      order = 3,
      label = "Seconds remembered",
      regex = "^[1-9][0-9]{0,7}$",
      rule = "a whole number from 1 up",
      parent = "cacheKeys",
      example = "60")
  long getCacheSeconds();

  void setCacheSeconds(long value);

  @Description(
      "Folder for the records with what was added. The names of a run's files begin with enriched- "
          + "and the run's id.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Output folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/enriched")
  String getOutputDir();

  void setOutputDir(String value);

  @Description("What is written. Default: what the input is; for a query, Avro.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Format",
      choices = FormatChoices.AnyUse.class)
  RecordFormat getFormat();

  void setFormat(RecordFormat value);
}
