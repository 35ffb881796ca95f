package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of a job that reads many rows of a database. */
public interface SnapshotOptions extends PipelineOptions {

  @Description(
      "Time as of which the database is read, RFC 3339. It may be at most as old as the versions"
          + " that the database keeps (version_retention_period). Default: now.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 7,
      label = "Snapshot time",
      valueName = "TIME",
      regex = SnapshotOptions.RFC_3339,
      rule = "an RFC 3339 time, such as 2026-11-24T00:00:00Z",
      example = "2026-11-24T00:00:00Z",
      emptyIsNotGiven = true)
  String getSnapshotTime();

  void setSnapshotTime(String value);

  @Description(
      "Whether Spanner Data Boost reads the rows: it is billed by use, and does not use the"
          + " capacity of the instance.")
  @Default.Boolean(false)
  @OptionHelp(group = OptionGroup.DATABASE, order = 8, label = "Data Boost")
  boolean getDataBoostEnabled();

  void setDataBoostEnabled(boolean value);

  /** A time with a date, to the nanosecond, with an offset. */
  String RFC_3339_TIME =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?"
          + "([Zz]|[+-][0-9]{2}:[0-9]{2})";

  String RFC_3339 = "^" + RFC_3339_TIME + "$";
}
