package dev.lintel.pipeline.verify;

import dev.lintel.pipeline.files.CompressedFileOptions;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel verify}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "verify",
    title = "Compare Cloud Spanner with a reference",
    summary = "Compare a database with another one, or with an export",
    description =
        "Compares a Spanner database with a reference: another database, of either dialect, or the"
            + " folder of an export. The schemas are compared first, then the rows, as of one"
            + " time. A row of the reference that the database lacks is missing, a row that only"
            + " the database has is extra, and a row with other values is changed. No row is"
            + " written to either database. The exit status is 0 if they are equal and 4 if they"
            + " differ.",
    examples = {
      "--instanceId=my-instance --databaseId=my-copy --againstDatabaseId=my-database "
          + "--outputDir=differences",
      "--instanceId=my-instance --databaseId=my-database "
          + "--against=exports/my-instance-my-database-2026-11-24T07-45-05Z-9207",
      "--instanceId=my-instance --databaseId=my-copy --againstDatabaseId=my-database "
          + "--recheckSeconds=30 --ignoreColumns=Airports.UpdatedAt --fixDir=fixes"
    },
    kind = CommandKind.JOB)
public interface VerifyOptions
    extends SpannerJobOptions, SpannerDatabaseOptions, SnapshotOptions, CompressedFileOptions {

  String REFERENCE = "reference";

  @Description(
      "Folder of an export, Lintel's or Google's, that is the reference. If it is one of this"
          + " database, the database is read as of the time of the export, as long as it keeps"
          + " versions of that time; otherwise as of now, or of snapshotTime.")
  @Validation.Required(groups = REFERENCE)
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 1,
      label = "Export folder to compare with",
      paramType = ParamType.GCS_READ_FOLDER,
      example = "gs://my-bucket/exports/my-instance-my-database-2026-11-24T07-45-05Z-9207")
  String getAgainst();

  void setAgainst(String value);

  @Description("Spanner database that is the reference.")
  @Validation.Required(groups = REFERENCE)
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 2,
      label = "Database to compare with",
      valueName = "DATABASE",
      regex = SpannerDatabaseOptions.DATABASE_ID,
      rule = SpannerDatabaseOptions.DATABASE_ID_RULE,
      example = "my-database")
  String getAgainstDatabaseId();

  void setAgainstDatabaseId(String value);

  @Description("Spanner instance of the reference. Default: the same instance.")
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 3,
      label = "Instance to compare with",
      valueName = "INSTANCE",
      regex = "^[a-z][a-z0-9-]{0,62}[a-z0-9]$",
      rule = "2 to 64 lower-case letters, digits and hyphens, starting with a letter",
      parent = "againstDatabaseId",
      example = "my-instance")
  String getAgainstInstanceId();

  void setAgainstInstanceId(String value);

  @Description("Project of the reference. Default: the same project.")
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 4,
      label = "Project to compare with",
      valueName = "PROJECT",
      parent = "againstDatabaseId",
      example = "my-project")
  String getAgainstProjectId();

  void setAgainstProjectId(String value);

  @Description(
      "Tables to compare, separated by commas; a table of a named schema as schema.Table. Default: "
          + "all tables of both sides.")
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 5,
      label = "Tables",
      valueName = "A,B",
      example = "Airports,Routes")
  String getTableNames();

  void setTableNames(String value);

  @Description(
      "Columns that may differ, as Table.Column, separated by commas. They are not read. Columns of"
          + " a primary key cannot be ignored.")
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 6,
      label = "Columns to ignore",
      valueName = "T.C,...",
      example = "Airports.UpdatedAt")
  String getIgnoreColumns();

  void setIgnoreColumns(String value);

  @Description(
      "How far two FLOAT64 or FLOAT32 values may be apart to count as equal: an absolute difference"
          + " for values up to 1, and relative to the larger one for others. Default: only the same"
          + " value is equal; NaN equals NaN, and -0.0 differs from 0.0.")
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 7,
      label = "Tolerance of floating-point values",
      regex = "^([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$",
      rule = "a number from 0 up, such as 0.001 or 1e-9",
      example = "1e-9")
  Double getFloatTolerance();

  void setFloatTolerance(Double value);

  @Description(
      "For databases that are being written while they are compared: rows that differ are looked at"
          + " again so many seconds after the comparison, on both sides as of one time, and up to"
          + " twice more, each time so many seconds later. Rows that are equal then are not"
          + " reported. Default: differences are not looked at again.")
  @OptionHelp(
      group = OptionGroup.REFERENCE,
      order = 8,
      label = "Seconds until differences are rechecked",
      regex = "^[1-9][0-9]{0,3}$",
      rule = "a number of seconds, 1 to 9999",
      example = "30")
  Integer getRecheckSeconds();

  void setRecheckSeconds(Integer value);

  @Description(
      "Folder for the differences. Each run creates its own folder in it, with a file of JSON Lines"
          + " for each table that has differences. Without it they are only counted.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Folder for differences",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/differences")
  String getOutputDir();

  void setOutputDir(String value);

  @Description(
      "Folder for what makes the database equal to the reference. Each run creates its own folder"
          + " in it, with the rows to import and the keys of the rows to purge.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Folder for fixes",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/fixes")
  String getFixDir();

  void setFixDir(String value);
}
