package dev.lintel.pipeline.doctor;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.JobsOptions;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** The options of {@code ./lintel doctor} besides those of jobs; null for one not given. */
@CommandHelp(
    name = "doctor",
    title = "Checks before the first run",
    summary = "Check that a job will be able to run: connection, permissions, files, template",
    description =
        "Checks what a job needs before it runs for the first time, and prints a line for each"
            + " check: ok, PROBLEM with what to do about it, or not checked with the reason. Takes"
            + " the options of the jobs. Changes nothing, except that it writes a probe file to"
            + " each output folder and deletes it. The exit status is 1 if there is a problem.",
    examples = {
      "--jobs=export --instanceId=my-instance --databaseId=my-database --outputDir=exports",
      "--jobs=export --instanceId=my-instance --databaseId=my-database "
          + "--outputDir=gs://my-bucket/exports --jobKey=nightly-export --expectedMinutes=180 "
          + "--templateFile=gs://my-bucket/templates/lintel/export.json"
    },
    kind = CommandKind.LOCAL)
public interface DoctorOptions extends JobsOptions {

  @Description(
      "Minutes that the job is expected to take. The database must keep old versions of its rows"
          + " for that long.")
  @Default.Integer(60)
  @OptionHelp(
      group = OptionGroup.CHECKS,
      order = 2,
      label = "Expected minutes",
      regex = "^[1-9][0-9]{0,5}$",
      rule = "a number of minutes, 1 to 999999",
      example = "180",
      inTemplate = false)
  int getExpectedMinutes();

  void setExpectedMinutes(int value);

  @Description("Spec file of the Flex Template from which the job is launched; for one job only.")
  @OptionHelp(
      group = OptionGroup.CHECKS,
      order = 3,
      label = "Template spec",
      valueName = "FILE",
      example = "gs://my-bucket/templates/lintel/export.json",
      inTemplate = false)
  String getTemplateFile();

  void setTemplateFile(String value);

  @Description(
      "Service account that the job will run as. If these checks run as another account, that is a "
          + "problem, because they do not show the permissions of the job.")
  @OptionHelp(
      group = OptionGroup.CHECKS,
      order = 4,
      label = "Expected service account",
      valueName = "EMAIL",
      regex = "^[^@ ]+@[^@ ]+$",
      rule = "the account's e-mail address",
      example = "nightly-export-worker@my-project.iam.gserviceaccount.com",
      inTemplate = false)
  String getExpectedServiceAccount();

  void setExpectedServiceAccount(String value);
}
