package dev.lintel.pipeline.copy;

import dev.lintel.pipeline.load.RowMode;
import dev.lintel.pipeline.load.TargetDialect;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerEndpointOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** The options of {@code ./lintel copy}. A getter returns null for one that was not given. */
@CommandHelp(
    name = "copy",
    title = "Cloud Spanner to Cloud Spanner",
    summary = "Copy tables of one database into another, all as of one time",
    description =
        "Copies rows of a Spanner database into another one, also in another project, instance or"
            + " SQL dialect, all as of one time. It creates the database, the tables and the"
            + " indexes that are missing, and writes parent tables before their children. A spec"
            + " file filters rows, renames and leaves out columns, gives values, and masks them."
            + " What cannot be copied is reported before anything is written. A row that the"
            + " destination rejects does not stop the others.",
    examples = {
      "--sourceInstanceId=my-instance --sourceDatabaseId=my-database "
          + "--destinationInstanceId=my-instance --destinationDatabaseId=my-copy --dryRun",
      "--sourceProjectId=production --sourceInstanceId=main --sourceDatabaseId=shop "
          + "--destinationProjectId=staging --destinationInstanceId=test "
          + "--destinationDatabaseId=shop --spec=masking.json --verifyWritten",
      "--sourceInstanceId=my-instance --sourceDatabaseId=my-database "
          + "--destinationInstanceId=my-instance --destinationDatabaseId=my-copy "
          + "--tableNames=Airports --where='Country = \"Iceland\"'"
    },
    kind = CommandKind.JOB)
public interface CopyOptions extends SpannerJobOptions, SnapshotOptions, FailureOptions {

  @Description("Project of the source. Default: spannerProjectId.")
  @OptionHelp(
      group = OptionGroup.SOURCE,
      order = 1,
      label = "Source project",
      valueName = "PROJECT",
      regex = SpannerEndpointOptions.PROJECT_ID,
      rule = SpannerEndpointOptions.PROJECT_ID_RULE,
      example = "my-project")
  String getSourceProjectId();

  void setSourceProjectId(String value);

  @Description("Instance of the source.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.SOURCE,
      order = 2,
      label = "Source instance",
      valueName = "INSTANCE",
      regex = SpannerDatabaseOptions.INSTANCE_ID,
      rule = SpannerDatabaseOptions.INSTANCE_ID_RULE,
      example = "my-instance")
  String getSourceInstanceId();

  void setSourceInstanceId(String value);

  @Description("Database whose rows are copied. Nothing in it is changed.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.SOURCE,
      order = 3,
      label = "Source database",
      valueName = "DATABASE",
      regex = SpannerDatabaseOptions.DATABASE_ID,
      rule = SpannerDatabaseOptions.DATABASE_ID_RULE,
      example = "my-database")
  String getSourceDatabaseId();

  void setSourceDatabaseId(String value);

  @Description("Project of the destination. Default: spannerProjectId.")
  @OptionHelp(
      group = OptionGroup.DESTINATION,
      order = 1,
      label = "Destination project",
      valueName = "PROJECT",
      regex = SpannerEndpointOptions.PROJECT_ID,
      rule = SpannerEndpointOptions.PROJECT_ID_RULE,
      example = "my-project")
  String getDestinationProjectId();

  void setDestinationProjectId(String value);

  @Description("Instance of the destination.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.DESTINATION,
      order = 2,
      label = "Destination instance",
      valueName = "INSTANCE",
      regex = SpannerDatabaseOptions.INSTANCE_ID,
      rule = SpannerDatabaseOptions.INSTANCE_ID_RULE,
      example = "my-instance")
  String getDestinationInstanceId();

  void setDestinationInstanceId(String value);

  @Description("Database that the rows are written to. It is created if it does not exist.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.DESTINATION,
      order = 3,
      label = "Destination database",
      valueName = "DATABASE",
      regex = SpannerDatabaseOptions.DATABASE_ID,
      rule = SpannerDatabaseOptions.DATABASE_ID_RULE,
      example = "my-copy")
  String getDestinationDatabaseId();

  void setDestinationDatabaseId(String value);

  @Description(
      "SQL dialect of a destination that does not exist yet. Default: that of the source. Into a"
          + " database of the other dialect, what has a counterpart there is translated.")
  @OptionHelp(group = OptionGroup.DESTINATION, order = 4, label = "Destination dialect")
  TargetDialect getDestinationDialect();

  void setDestinationDialect(TargetDialect value);

  @Description(
      "Tables to copy, separated by commas; a table of a named schema as schema.Table. Default: all"
          + " tables, views, change streams and all other objects.")
  @OptionHelp(
      group = OptionGroup.TABLES,
      order = 1,
      label = "Tables",
      valueName = "A,B",
      example = "Airports,Routes")
  String getTableNames();

  void setTableNames(String value);

  @Description(
      "Whether to copy also the tables that the named tables need: their parents, and the tables"
          + " that their foreign keys reference. Otherwise a named table that needs another one is"
          + " an error.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.TABLES,
      order = 2,
      label = "Related tables",
      parent = "tableNames")
  boolean getShouldCopyRelatedTables();

  void setShouldCopyRelatedTables(boolean value);

  @Description(
      "Condition on the rows of the one table that tableNames names, in the SQL of the source. The"
          + " spec file has such a condition for each table.")
  @OptionHelp(
      group = OptionGroup.TABLES,
      order = 3,
      label = "Rows",
      valueName = "SQL",
      parent = "tableNames",
      example = "Country = 'Iceland'")
  String getWhere();

  void setWhere(String value);

  @Description(
      "JSON file that says for tables which rows are copied, which columns get another name, are"
          + " left out or get a given value, and which are masked.")
  @OptionHelp(
      group = OptionGroup.TABLES,
      order = 4,
      label = "Spec",
      paramType = ParamType.GCS_READ_FILE,
      example = "gs://my-bucket/masking.json")
  String getSpec();

  void setSpec(String value);

  @Description(
      "How a row is written. Writes are delivered at least once, so with insert a row that a retry"
          + " sends again can be reported as failed although it was written.")
  @Default.Enum("INSERT_OR_UPDATE")
  @OptionHelp(group = OptionGroup.WRITING, order = 1, label = "Mode")
  RowMode getMode();

  void setMode(RowMode value);

  @Description(
      "Let the mode replace delete the rows of child tables that are interleaved with ON DELETE"
          + " CASCADE in a replaced row, and rows that reference it by a foreign key with ON DELETE"
          + " CASCADE.")
  @Default.Boolean(false)
  @OptionHelp(
      group = OptionGroup.WRITING,
      order = 2,
      label = "Delete children of replaced rows",
      parent = "mode",
      parentValues = "replace")
  boolean getReplaceChildren();

  void setReplaceChildren(boolean value);

  @Description(
      "Read each written row again from the destination, and compare it with what was written,"
          + " before it counts as written. A row that differs counts as failed.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.WRITING, order = 3, label = "Verify written rows")
  boolean getVerifyWritten();

  void setVerifyWritten(boolean value);

  @Description(
      "Only show what would be created and how many rows would be copied. Nothing is changed.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.WRITING, order = 4, label = "Dry run")
  boolean getDryRun();

  void setDryRun(boolean value);
}
