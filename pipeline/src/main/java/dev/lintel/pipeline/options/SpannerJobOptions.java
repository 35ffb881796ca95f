package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/**
 * The options of every job. The options of a job that works on one database extend {@link
 * SpannerDatabaseOptions}, too.
 */
public interface SpannerJobOptions extends SpannerEndpointOptions, LedgerOptions {

  @Description("Priority of the job's requests. Default: Spanner's own, high.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 5,
      label = "Request priority",
      emptyIsNotGiven = true)
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
      "Seconds that the work of the job waits for the next row of a read, or tries a commit, a"
          + " lookup or another request with all retries. Then the run fails.")
  @Default.Integer(900)
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 11,
      label = "Total deadline of a request in seconds",
      regex = "^[1-9][0-9]{0,4}$",
      rule = "a number of seconds, 1 to 99999",
      example = "3600")
  int getTotalDeadlineSeconds();

  void setTotalDeadlineSeconds(int value);

  @Description(
      "Megabytes of rows that one worker process collects before it writes them or looks them up,"
          + " over all its threads. In memory they take several times as much. Default: a sixteenth"
          + " of the heap.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 10,
      label = "Buffered megabytes of a worker",
      regex = "^[1-9][0-9]{0,5}$",
      rule = "a number of megabytes, 1 to 999999",
      example = "256")
  Integer getBufferMegabytes();

  void setBufferMegabytes(Integer value);

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

  @Description(
      "File for a report of the run that a person reads, one page of HTML that needs nothing else;"
          + " an existing file is replaced. A run on Dataflow that is launched from a template does"
          + " not write it.")
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 4,
      label = "Report file",
      paramType = ParamType.GCS_WRITE_FILE,
      example = "gs://my-bucket/report.html",
      inTemplate = false)
  String getReportFile();

  void setReportFile(String value);

  @Description(
      "File for the events of the run in the form of OpenLineage, one JSON object a line: START,"
          + " then COMPLETE or FAIL, with the tables and folders that were read and written. An"
          + " existing file is replaced. A run on Dataflow that is launched from a template does"
          + " not write it.")
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 6,
      label = "OpenLineage file",
      paramType = ParamType.GCS_WRITE_FILE,
      example = "gs://my-bucket/lineage.jsonl",
      inTemplate = false)
  String getOpenLineageFile();

  void setOpenLineageFile(String value);
}
