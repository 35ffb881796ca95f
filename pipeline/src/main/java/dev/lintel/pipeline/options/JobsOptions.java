package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** Options of a command about jobs, which also takes the options of the jobs. */
public interface JobsOptions extends PipelineOptions {

  /** The option that names the jobs. */
  String JOBS = "jobs";

  @Description(
      "Jobs, separated by commas. Give their options in addition, as to the jobs themselves; each"
          + " job gets the options that it has.")
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
