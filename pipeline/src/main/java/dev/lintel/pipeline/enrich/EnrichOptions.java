package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.files.CompressedFileOptions;
import dev.lintel.pipeline.files.TextFileOptions;
import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel enrich}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "enrich",
    title = "Enrich records from Cloud Spanner",
    summary = "Add columns of tables to records, by key: CSV, JSON Lines, Avro, Parquet",
    description =
        "Reads records from files or by a query, looks up rows of a Spanner database by their keys,"
            + " and writes the records with columns of these rows. A key that several records share"
            + " is read once, and one request reads several hundred keys. Unknown tables, columns"
            + " and fields, and types that do not match, are reported before any record is read.",
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
    extends SpannerJobOptions,
        SpannerDatabaseOptions,
        SnapshotOptions,
        FailureOptions,
        TextFileOptions,
        CompressedFileOptions,
        IntegerTimestampOptions {

  String SOURCE = "source";

  @Description(
      "Files of records, all with the same fields; * stands for any characters, ? for one.")
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

  @Description(
      "Format of the input files. Default: by their extension, before that of a compression: .gz, "
          + ".bz2, .zst, .deflate, .snappy, .sz or .lz4. Others are refused.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 3,
      label = "Input format",
      parent = "input",
      choices = FormatChoices.AnyUse.class)
  RecordFormat getInputFormat();

  void setInputFormat(RecordFormat value);

  @Description("Names of the fields of CSV files that have no header, in their order.")
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
          + " key (column of the key: field of the record), columns (field to add: column of the"
          + " table) and whenMissing (null, drop, fail or deadLetter).")
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
      "How many keys of each lookup a worker caches, with their rows. 0: no cache, so that every "
          + "request reads the current rows.")
  @Default.Long(0)
  @OptionHelp(
      group = OptionGroup.LOOKUPS,
      order = 2,
      label = "Cached keys",
      regex = "^[0-9]{1,10}$",
      rule = "a whole number from 0 up",
      example = "100000")
  long getCacheKeys();

  void setCacheKeys(long value);

  @Description("Maximum age of a cached row in seconds.")
  @Default.Long(300)
  @OptionHelp(
      group = OptionGroup.LOOKUPS,
      order = 3,
      label = "Maximum age in the cache in seconds",
      regex = "^[1-9][0-9]{0,7}$",
      rule = "a whole number from 1 up",
      parent = "cacheKeys",
      example = "60")
  long getCacheSeconds();

  void setCacheSeconds(long value);

  @Description(
      "Folder for the enriched records. The names of a run's files begin with enriched- and the "
          + "run's id.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Output folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/enriched")
  String getOutputDir();

  void setOutputDir(String value);

  @Description("Format of the output. Default: that of the input; Avro for a query.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Format",
      choices = FormatChoices.AnyUse.class)
  RecordFormat getFormat();

  void setFormat(RecordFormat value);
}
