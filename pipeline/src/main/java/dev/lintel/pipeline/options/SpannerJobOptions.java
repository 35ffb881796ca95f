package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Description;

/** The options of every job. */
public interface SpannerJobOptions extends SpannerDatabaseOptions, LedgerOptions {

  @Description("Priority of the job's requests. Default: Spanner's own, high.")
  @OptionHelp(group = OptionGroup.DATABASE, order = 5, label = "Request priority")
  SpannerPriority getSpannerPriority();

  void setSpannerPriority(SpannerPriority value);

  @Description("Tag of the job's requests and transactions in Spanner's statistics.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 6,
      label = "Request tag",
      valueName = "TAG",
      regex = "^[ -~]{1,50}$",
      rule = "1 to 50 printable ASCII characters",
      example = "nightly")
  String getRequestTag();

  void setRequestTag(String value);

  @Description(
      "File for the run's figures, one JSON object; an existing file is replaced. A run on Dataflow"
          + " that is launched from a template does not write it.")
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 3,
      label = "Summary file",
      paramType = ParamType.GCS_WRITE_FILE,
      example = "gs://my-bucket/summary.json",
      inTemplate = false)
  String getSummaryFile();

  void setSummaryFile(String value);
}
