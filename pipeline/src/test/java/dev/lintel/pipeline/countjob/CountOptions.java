package dev.lintel.pipeline.countjob;

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

/** What {@code ./lintel count} takes. */
@CommandHelp(
    name = "count",
    title = "Count rows of Cloud Spanner",
    summary = "Count the rows of a table",
    description = "Counts the rows of a table and writes the number to a file.",
    examples = "--instanceId=my-instance --databaseId=my-database --tableName=T --outputDir=out",
    kind = CommandKind.JOB)
public interface CountOptions extends SpannerJobOptions, SpannerDatabaseOptions, SnapshotOptions {

  @Description("Table whose rows are counted.")
  @Validation.Required
  @OptionHelp(group = OptionGroup.SELECTION, order = 1, label = "Table", example = "Airports")
  String getTableName();

  void setTableName(String value);

  @Description("Folder for the file with the number.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Output folder",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/counts")
  String getOutputDir();

  void setOutputDir(String value);
}
