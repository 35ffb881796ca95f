package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of a job that continues when single records fail. */
public interface FailureOptions extends PipelineOptions {

  @Description(
      "How many records may fail. If more fail, the exit status is 3; all other records are still "
          + "processed.")
  @Default.Long(0)
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 2,
      label = "Failed records allowed",
      regex = "^[0-9]+$",
      rule = "a whole number from 0 up",
      example = "1000")
  long getMaxFailures();

  void setMaxFailures(long value);

  @Description(
      "Folder for rejected records: JSON Lines with the reason and the original content. Without "
          + "it they are only counted.")
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 1,
      label = "Folder for rejected records",
      paramType = ParamType.GCS_WRITE_FOLDER,
      example = "gs://my-bucket/rejected",
      emptyIsNotGiven = true)
  String getInvalidOutputPath();

  void setInvalidOutputPath(String value);

  @Description(
      "How many rejected records of each reason the report shows, with their content, from the"
          + " files in --invalidOutputPath. Default: none, so that the report has no values of"
          + " records.")
  @Default.Integer(0)
  @OptionHelp(
      group = OptionGroup.RESULT,
      order = 5,
      label = "Rejected records in the report",
      regex = "^[0-9]{1,3}$",
      rule = "a number, 0 to 999",
      parent = "reportFile",
      example = "3",
      inTemplate = false)
  int getReportSamples();

  void setReportSamples(int value);
}
