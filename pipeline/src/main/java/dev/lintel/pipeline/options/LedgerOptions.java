package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How the runs of a job are recorded, and kept from overlapping. */
public interface LedgerOptions extends PipelineOptions {

  @Description(
      "Name under which the runs of this job are recorded in the database, in the tables LintelJobs "
          + "and LintelRuns. While one run holds it, another ends at once as skipped, with status 0 "
          + "and without touching data. Default: nothing is recorded.")
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 1,
      label = "Job key",
      valueName = "NAME",
      regex = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
      rule = "1 to 100 letters, digits, dots, hyphens and underscores, starting with no sign",
      example = "nightly-export")
  String getJobKey();

  void setJobKey(String value);

  @Description(
      "Database of the same instance that holds the record of the runs. Default: the job's own.")
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 2,
      label = "Ledger database",
      valueName = "DATABASE",
      regex = "^[a-z][a-z0-9_-]{0,28}[a-z0-9]$",
      rule = "2 to 30 lower-case letters, digits, hyphens and underscores, starting with a letter",
      parent = "jobKey",
      example = "my-ledger")
  String getLedgerDatabaseId();

  void setLedgerDatabaseId(String value);

  @Description(
      "Seconds after which a run that gives no sign of life loses its job key. A run on this machine "
          + "gives one three times in that period. On Dataflow it is at least 900, the time in which "
          + "a job has to appear there, and after it Dataflow is asked.")
  @Default.Integer(300)
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 3,
      label = "Lease in seconds",
      regex = "^[1-9][0-9]{0,4}$",
      rule = "a number of seconds, 1 to 99999",
      parent = "jobKey",
      example = "300")
  int getJobLeaseSeconds();

  void setJobLeaseSeconds(int value);
}
