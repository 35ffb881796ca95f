package dev.lintel.pipeline.runs;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code ./lintel runs} takes. A getter returns null for what was not given. */
@CommandHelp(
    name = "runs",
    title = "Recorded runs",
    summary = "Show the runs of jobs that have a job key, newest first",
    description =
        "Shows what the ledger of a database has recorded of runs with --jobKey: when they ran and "
            + "for how long, what they wrote, why they failed or were skipped. databaseId is the "
            + "database that holds the ledger. Nothing is changed.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database",
      "--instanceId=my-instance --databaseId=my-database --jobKey=nightly-export --format=json"
    },
    kind = CommandKind.LOCAL)
public interface RunsOptions extends SpannerDatabaseOptions {

  @Description("Only the runs of this job. Default: those of all jobs.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Job key",
      valueName = "NAME",
      inTemplate = false)
  String getJobKey();

  void setJobKey(String value);

  @Description("How many runs to show at most.")
  @Default.Integer(20)
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 2,
      label = "Number of runs",
      regex = "^[1-9][0-9]{0,5}$",
      rule = "a number, 1 to 999999",
      example = "100",
      inTemplate = false)
  int getMaxRuns();

  void setMaxRuns(int value);

  @Description("How the runs are shown.")
  @Default.Enum("TABLE")
  @OptionHelp(group = OptionGroup.OUTPUT, order = 3, label = "Format", inTemplate = false)
  RunsFormat getFormat();

  void setFormat(RunsFormat value);
}
