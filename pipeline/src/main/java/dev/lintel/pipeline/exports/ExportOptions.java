package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.exportfolder.ChecksumAlgorithm;
import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.GoogleNames;
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
@GoogleNames({
  @GoogleNames.Name(google = "spannerInstanceId", option = "instanceId"),
  @GoogleNames.Name(google = "spannerDatabaseId", option = "databaseId"),
  @GoogleNames.Name(google = "spannerTable", option = "tableNames"),
  @GoogleNames.Name(google = "spannerSnapshotTime", option = "snapshotTime"),
  @GoogleNames.Name(google = "avroTempDirectory", option = "tempDirectory"),
  @GoogleNames.Name(google = "csvTempDirectory", option = "tempDirectory")
})
public interface ExportOptions extends SpannerJobOptions, SpannerDatabaseOptions, SnapshotOptions {

  /** The group of options of which one says where the files go. */
  String OUTPUT = "output";

  @Description(
      "Tables to export, separated by commas; a table of a named schema as schema.Table. Default: "
          + "all tables, views, change streams and all other objects.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 1,
      label = "Tables",
      valueName = "A,B",
      example = "Airports,Routes",
      emptyIsNotGiven = true)
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

  @Description(
      "Which DDL an export of tableNames has: that of these tables and what they need, or that of"
          + " the whole database, as Google's export has it. Then an import creates the other"
          + " tables, too, without rows.")
  @Default.Enum("TABLES")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 3,
      label = "Exported DDL",
      parent = "tableNames")
  ExportedDdl getExportedDdl();

  void setExportedDdl(ExportedDdl value);

  @Description("SQL query whose result is exported instead of tables.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 4,
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
      order = 5,
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
      order = 6,
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
      order = 7,
      label = "Refuse tables without such a column",
      parent = "since")
  boolean getRequireWatermark();

  void setRequireWatermark(boolean value);

  @Description(
      "Folder for exports. Each run creates its own folder in it, named after instance, database"
          + " and run.")
  @Validation.Required(groups = OUTPUT)
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Output folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/exports")
  String getOutputDir();

  void setOutputDir(String value);

  @Description(
      "Beginning of the names of CSV files of one table, with their folder, in place of an export:"
          + " PREFIX-00000-of-00002.csv and so on, without a header and with empty fields for null,"
          + " and PREFIXschema with the columns. Such files of an earlier run are replaced.")
  @Validation.Required(groups = OUTPUT)
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Beginning of file names",
      valueName = "PREFIX",
      paramType = ParamType.GCS_WRITE_FOLDER,
      // Not a bucket alone.
      regex = "^([^:]+://[^/]*/.*|[^:]+(:([^/]|/[^/]).*)?)$",
      rule = "a folder and a beginning of names, such as gs://my-bucket/exports/airports",
      parent = "format",
      parentValues = "csv",
      example = "gs://my-bucket/exports/airports")
  String getTextWritePrefix();

  void setTextWritePrefix(String value);

  @Description(
      "Folder in which files are written before they get their names. Default: that of the export,"
          + " from which they need not be copied in a bucket.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 8,
      label = "Temporary folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      emptyIsNotGiven = true,
      example = "gs://my-bucket/temp")
  String getTempDirectory();

  void setTempDirectory(String value);

  @Description("Which checksum of each file the manifests have. An import checks either.")
  @Default.Enum("MD5")
  @OptionHelp(group = OptionGroup.OUTPUT, order = 9, label = "Checksums", parent = "outputDir")
  ChecksumAlgorithm getChecksumAlgorithm();

  void setChecksumAlgorithm(ChecksumAlgorithm value);

  @Description("Format of the data files.")
  @Default.Enum("AVRO")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 3,
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
      order = 4,
      label = "Timestamps as logical type",
      parent = "format",
      parentValues = {"avro", "parquet"})
  boolean getShouldExportTimestampAsLogicalType();

  void setShouldExportTimestampAsLogicalType(boolean value);

  @Description(
      "How the data files are named. Default: google for Avro, extension for the other formats.")
  @OptionHelp(group = OptionGroup.OUTPUT, order = 5, label = "File names")
  FileNaming getFileNaming();

  void setFileNaming(FileNaming value);

  @Description("How the blocks of Avro files are compressed.")
  @Default.Enum("SNAPPY")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 6,
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
      order = 7,
      label = "Parquet types",
      parent = "format",
      parentValues = "parquet")
  ParquetTypes getParquetTypes();

  void setParquetTypes(ParquetTypes value);
}
