package dev.lintel.pipeline.runs;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The options of {@code ./lintel runs}. A getter returns null for an option that was not given. */
@CommandHelp(
    name = "runs",
    title = "Recorded runs",
    summary = "Show the runs of jobs that have a job key, newest first",
    description =
        "Shows the runs with --jobKey that the ledger of a database has recorded: when they ran and"
            + " for how long, how many rows they wrote, why they failed or were skipped. databaseId"
            + " is the database that holds the ledger. Changes nothing, except with --pause, which"
            + " holds the deletes of a purge, and --resume, which lets them go on.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database",
      "--instanceId=my-instance --databaseId=my-database --jobKey=nightly-export --format=json",
      "--instanceId=my-instance --databaseId=my-database --pause=nightly-purge"
    },
    kind = CommandKind.LOCAL)
public interface RunsOptions extends SpannerDatabaseOptions {

  @Description("Only runs with this key. Default: the runs of all jobs.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 1,
      label = "Job key",
      valueName = "NAME",
      inTemplate = false)
  String getJobKey();

  void setJobKey(String value);

  @Description("Maximum number of runs to show.")
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

  @Description("Format in which the runs are shown.")
  @Default.Enum("TABLE")
  @OptionHelp(group = OptionGroup.OUTPUT, order = 3, label = "Format", inTemplate = false)
  RunsFormat getFormat();

  void setFormat(RunsFormat value);

  @Description(
      "Pauses the job with this key: its run deletes nothing more until --resume, and so does a "
          + "run that begins later. A run notices within a few seconds. Only for purge.")
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 1,
      label = "Job key to pause",
      valueName = "KEY",
      example = "nightly-purge",
      inTemplate = false)
  String getPause();

  void setPause(String value);

  @Description("Lets the job with this key go on.")
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 2,
      label = "Job key to resume",
      valueName = "KEY",
      example = "nightly-purge",
      inTemplate = false)
  String getResume();

  void setResume(String value);
}
