package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.formats.FormatChoices;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What {@code ./lintel export} takes. A getter returns null for what was not given. */
@CommandHelp(
    name = "export",
    title = "Cloud Spanner to files",
    summary = "Write a consistent snapshot to files: Avro, Parquet, CSV, JSON Lines",
    description =
        "Writes tables of a Spanner database, or the result of a query, to files of a folder of"
            + " their own, all of one snapshot, with the DDL that makes the database again. In Avro"
            + " the folder is laid out as Google's own export lays it out. The file that makes it"
            + " an export is written last, and only if every part of every table is there in full.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports",
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports --format=parquet "
          + "--tableNames=Routes --shouldExportRelatedTables",
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports --since=last",
      "--instanceId=my-instance --databaseId=my-database --outputDir=exports --format=csv "
          + "--query='SELECT Name, City FROM Airports WHERE Country = \"Iceland\"'"
    },
    kind = CommandKind.JOB)
public interface ExportOptions extends SpannerJobOptions, SnapshotOptions {

  @Description(
      "Tables to export, separated by commas; one of a named schema as schema.Table. Default: all "
          + "tables, and with them views, change streams and everything else there is.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 1,
      label = "Tables",
      valueName = "A,B",
      example = "Airports,Routes")
  String getTableNames();

  void setTableNames(String value);

  @Description(
      "Whether to export what the named tables need as well: their parents, and the tables that "
          + "their foreign keys reference. Without it, a named table that needs another one is an "
          + "error.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 2,
      label = "Related tables, too",
      parent = "tableNames")
  boolean getShouldExportRelatedTables();

  void setShouldExportRelatedTables(boolean value);

  @Description("SQL query whose result is exported in place of tables.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 3,
      label = "Query",
      valueName = "SQL",
      example = "SELECT Name, City FROM Airports WHERE Country = 'Iceland'")
  String getQuery();

  void setQuery(String value);

  @Description(
      "Export only rows that were written after this time (RFC 3339) and not after the snapshot, "
          + "by their commit-timestamp column. 'last' goes on where the exports in outputDir end "
          + "that together hold the table without a gap; a table of which there are none is "
          + "exported whole. Deleted rows do not show.")
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 4,
      label = "Only what was written since",
      valueName = "TIME|last",
      regex = "^(last|" + SnapshotOptions.RFC_3339_TIME + ")$",
      rule = "last, or a time as RFC 3339 has it, such as 2026-11-24T00:00:00Z",
      example = "last")
  String getSince();

  void setSince(String value);

  @Description(
      "Commit-timestamp column to go by, as Table.Column, separated by commas; needed for a table "
          + "that has several. Default: the only one the table has.")
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
      "Whether a table without a commit-timestamp column is an error, instead of being exported "
          + "whole.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.SELECTION,
      order = 6,
      label = "Refuse tables without one",
      parent = "since")
  boolean getRequireWatermark();

  void setRequireWatermark(boolean value);

  @Description(
      "Folder for exports. Each run makes a folder of its own in it, named after instance, database"
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

  @Description("What the data files are.")
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
          + "Parquet: the nanoseconds are cut off then. Otherwise they are text and lose nothing.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 3,
      label = "Timestamps as logical type",
      parent = "format",
      parentValues = {"avro", "parquet"})
  boolean getShouldExportTimestampAsLogicalType();

  void setShouldExportTimestampAsLogicalType(boolean value);
}
