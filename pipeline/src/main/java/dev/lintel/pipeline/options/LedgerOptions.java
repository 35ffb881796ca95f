package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options that record the runs of a job, and keep them from overlapping. */
public interface LedgerOptions extends PipelineOptions {

  @Description(
      "Name under which the runs of this job are recorded in the database, in the tables LintelJobs"
          + " and LintelRuns. While one run holds the key, another ends at once as skipped, with"
          + " status 0 and without changing data. Default: runs are not recorded.")
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 1,
      label = "Job key",
      valueName = "NAME",
      regex = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
      rule = "1 to 100 letters, digits, dots, hyphens and underscores, the first a letter or digit",
      example = "nightly-export")
  String getJobKey();

  void setJobKey(String value);

  @Description(
      "Database of the same instance in which the runs are recorded. Default: the job's own.")
  @OptionHelp(
      group = OptionGroup.RUN,
      order = 2,
      label = "Ledger database",
      valueName = "DATABASE",
      regex = SpannerDatabaseOptions.DATABASE_ID,
      rule = SpannerDatabaseOptions.DATABASE_ID_RULE,
      parent = "jobKey",
      example = "my-ledger")
  String getLedgerDatabaseId();

  void setLedgerDatabaseId(String value);

  @Description(
      "Seconds after which a run that does not renew its lease loses its job key. A run on this "
          + "machine renews it three times in that period. On Dataflow the lease is at least 900 "
          + "seconds, within which a job must appear there; after it, another run asks Dataflow.")
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
