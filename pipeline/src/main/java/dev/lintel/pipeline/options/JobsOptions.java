package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What a command takes that is about jobs, and is given their options besides its own. */
public interface JobsOptions extends PipelineOptions {

  /** The option that names the jobs. */
  String JOBS = "jobs";

  @Description(
      "Jobs that it is about, separated by commas. Their options are given as to the jobs "
          + "themselves; each gets those that it knows.")
  @Validation.Required
  @OptionHelp(
      group = OptionGroup.CHECKS,
      order = 1,
      label = "Jobs",
      valueName = "A,B",
      example = "export",
      inTemplate = false)
  String getJobs();

  void setJobs(String value);
}
