package dev.lintel.pipeline.runs;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
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
            + " for how long, how many rows they wrote, why they failed or were skipped. With"
            + " --maxAge, says whether the last good run of each key is recent enough, by exit"
            + " status as well. databaseId is the database that holds the ledger. Changes nothing,"
            + " except with --pause, which holds the deletes of a purge, and --resume, which lets"
            + " them go on.",
    examples = {
      "--instanceId=my-instance --databaseId=my-database",
      "--instanceId=my-instance --databaseId=my-database --jobKey=nightly-export --format=json",
      "--instanceId=my-instance --databaseId=my-database --maxAge=PT26H --format=html"
          + " --outputFile=runs.html",
      "--instanceId=my-instance --databaseId=my-database --pause=nightly-purge"
    },
    kind = CommandKind.LOCAL)
public interface RunsOptions extends SpannerDatabaseOptions {

  @Description("Only runs with this key. Default: the runs of all keys.")
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
      "File that the result is written to instead of the output stream; an existing file is"
          + " replaced.")
  @OptionHelp(
      group = OptionGroup.OUTPUT,
      order = 4,
      label = "Output file",
      paramType = ParamType.GCS_WRITE_FILE,
      example = "runs.html",
      inTemplate = false)
  String getOutputFile();

  void setOutputFile(String value);

  @Description(
      "How long ago the last good run of a job key may have ended, as ISO 8601 writes a duration:"
          + " PT26H is 26 hours, P2D two days. If that of a key is older, or there is none, the"
          + " exit status is 5. A run is good if it succeeded and rejected no more records than"
          + " allowed.")
  @OptionHelp(
      group = OptionGroup.CHECKS,
      order = 1,
      label = "Maximum age of the last good run",
      valueName = "DURATION",
      regex = "^P(?=[0-9T])([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?$",
      rule = "a duration such as PT26H, PT90M or P2D",
      example = "PT26H",
      inTemplate = false)
  String getMaxAge();

  void setMaxAge(String value);

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
