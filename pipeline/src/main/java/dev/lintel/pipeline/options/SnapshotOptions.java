package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How a job reads that reads much of a database. */
public interface SnapshotOptions extends PipelineOptions {

  @Description(
      "As of when the database is read, RFC 3339; at most as long ago as the database keeps old versions "
          + "(version_retention_period). Default: now.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 7,
      label = "Snapshot time",
      valueName = "TIME",
      regex = SnapshotOptions.RFC_3339,
      rule = "a time as RFC 3339 has it, such as 2026-11-24T00:00:00Z",
      example = "2026-11-24T00:00:00Z")
  String getSnapshotTime();

  void setSnapshotTime(String value);

  @Description(
      "Whether Spanner Data Boost reads the rows: capacity of its own, billed by use, that leaves "
          + "the instance's alone.")
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
