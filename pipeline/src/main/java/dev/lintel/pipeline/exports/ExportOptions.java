package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel export}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "export",
    title = "Cloud Spanner to files",
    summary = "Write a consistent snapshot to files: Avro, Parquet, CSV, JSON Lines",
    description =
        "Writes tables of a Spanner database, or the result of a query, to files in a new folder,"
            + " all as of one time, with the DDL that creates the database again. In Avro the"
            + " folder has the layout of Google's own export. The file that makes the folder an"
            + " export is written last, and only if every table is complete.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports",
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports --format=parquet "
          + "--tableNames=Routes --shouldExportRelatedTables",
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports --since=last",
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports --format=csv "
          + "--query='SELECT Name, City FROM Airports WHERE Country = \"Iceland\"'"
    },
    kind = CommandKind.JOB)
public interface ExportOptions extends SpannerJobOptions, SpannerDatabaseOptions, SnapshotOptions {

  @Description(
      "Tables to export, separated by commas; a table of a named schema as schema.Table. Default: "
          + "all tables, views, change streams and all other objects.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 1,
      label = "Tables",
      valueName = "A,B",
      example = "Airports,Routes")
  String getTableNames();

  void setTableNames(String value);

  @Description(
      "Whether to export also the tables that the named tables need: their parents, and the tables "
          + "that their foreign keys reference. Otherwise a named table that needs another one is "
          + "an error.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 2,
      label = "Related tables",
      parent = "tableNames")
  boolean getShouldExportRelatedTables();

  void setShouldExportRelatedTables(boolean value);

  @Description("SQL query whose result is exported instead of tables.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 3,
      label = "Query",
      valueName = "SQL",
      example = "SELECT Name, City FROM Airports WHERE Country = 'Iceland'")
  String getQuery();

  void setQuery(String value);

  @Description(
      "Exports only rows that were written after this time (RFC 3339) and not after the snapshot,"
          + " by their commit-timestamp column. 'last' continues where earlier exports end: those"
          + " of the job key, or without one those in outputDir that hold the table without a gap."
          + " A table without earlier exports by the same column is exported completely. Deleted"
          + " rows are not exported.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 4,
      label = "Only rows written since",
      valueName = "TIME|last",
      regex = "^(last|" + SnapshotOptions.RFC_3339_TIME + ")$",
      rule = "last, or an RFC 3339 time, such as 2026-11-24T00:00:00Z",
      example = "last")
  String getSince();

  void setSince(String value);

  @Description(
      "Commit-timestamp columns to use, as Table.Column, separated by commas; required for a table "
          + "that has several. Default: the only one of the table.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 5,
      label = "Commit-timestamp columns",
      valueName = "T.C,...",
      parent = "since",
      example = "Airports.UpdatedAt")
  String getWatermarkColumn();

  void setWatermarkColumn(String value);

  @Description(
      "Whether a table without a commit-timestamp column is an error. Otherwise it is exported "
          + "completely.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 6,
      label = "Refuse tables without such a column",
      parent = "since")
  boolean getRequireWatermark();

  void setRequireWatermark(boolean value);

  @Description(
      "Folder for exports. Each run creates its own folder in it, named after instance, database"
          + " and run.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Output folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/exports")
  String getOutputDir();

  void setOutputDir(String value);

  @Description("Format of the data files.")
  @Default.Enum("AVRO")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Format",
      choices = FormatChoices.ForWriting.class)
  RecordFormat getFormat();

  void setFormat(RecordFormat value);

  @Description(
      "Whether timestamps are written with Avro's logical type for microseconds, in Avro and "
          + "Parquet, without their nanoseconds. Otherwise they are written as text in full.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 3,
      label = "Timestamps as logical type",
      parent = "format",
      parentValues = {"avro", "parquet"})
  boolean getShouldExportTimestampAsLogicalType();

  void setShouldExportTimestampAsLogicalType(boolean value);

  @Description(
      "How the data files are named. Default: google for Avro, extension for the other formats.")
  @OptionHelp(group = OptionGroup.OUTPUT, order = 4, label = "File names")
  FileNaming getFileNaming();

  void setFileNaming(FileNaming value);

  @Description("How the blocks of Avro files are compressed.")
  @Default.Enum("SNAPPY")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 5,
      label = "Avro codec",
      parent = "format",
      parentValues = "avro")
  AvroCodec getAvroCodec();

  void setAvroCodec(AvroCodec value);

  @Description(
      "In which types of Parquet DATE, TIMESTAMP, NUMERIC, UUID and JSON are written. A value that"
          + " does not fit is an error: nothing is rounded or left out.")
  @Default.Enum("LOGICAL")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 6,
      label = "Parquet types",
      parent = "format",
      parentValues = "parquet")
  ParquetTypes getParquetTypes();

  void setParquetTypes(ParquetTypes value);
}
