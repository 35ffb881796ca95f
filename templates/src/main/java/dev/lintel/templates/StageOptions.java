package dev.lintel.templates;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.runners.dataflow.options.DefaultGcpRegionFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * The options of {@code ./lintel stage}. Project and region are also options of Beam, which
 * requires that their defaults are repeated here. The defaults are never used: either both options
 * are given, or they have no effect.
 */
@CommandHelp(
    name = "stage",
    title = "Stage templates",
    summary = "Build Dataflow Flex Templates of the jobs",
    description =
        "Builds a container image for each job, without Docker, pushes it to Artifact Registry, and"
            + " then writes the template's spec, the file that a launch names, to"
            + " gs://BUCKET/templates/lintel/JOB.json. A spec names its image by digest. With"
            + " --local images and specs are written to a folder instead, without a network."
            + " Google's launcher image is not available that way, so such an image has no base,"
            + " unless --baseImage names one: it contains the jars and the environment, but neither"
            + " Java nor the launcher, and Dataflow cannot run it.",
    examples = {
      "--project=my-project --region=us-central1 --repository=lintel --bucket=my-bucket",
      "--local=/tmp/lintel-templates --jobs=import"
    },
    kind = CommandKind.LOCAL)
public interface StageOptions extends PipelineOptions {

  /** The group of options of which exactly one must be given. */
  String DESTINATION = "destination";

  @Description("Google Cloud project of the repository. With it, the images are pushed.")
  @Default.InstanceFactory(GcpOptions.DefaultProjectFactory.class)
  @Validation.Required(groups = DESTINATION)
  @OptionHelp(
      group = OptionGroup.CLOUD,
      order = 1,
      label = "Project",
      valueName = "PROJECT",
      regex = "^([a-z0-9.-]+:)?[a-z][a-z0-9-]*[a-z0-9]$",
      rule = "a project id",
      example = "my-project")
  String getProject();

  void setProject(String value);

  @Description("Region of the repository, and of the launch command that is printed at the end.")
  @Default.InstanceFactory(DefaultGcpRegionFactory.class)
  @OptionHelp(
      group = OptionGroup.CLOUD,
      order = 2,
      label = "Region",
      valueName = "REGION",
      regex = "^[a-z]+-[a-z]+[0-9]+$",
      rule = "a region, such as us-central1",
      example = "us-central1",
      parent = "project",
      requiredWithParent = true)
  String getRegion();

  void setRegion(String value);

  @Description("Docker repository in Artifact Registry. It must exist.")
  @OptionHelp(
      group = OptionGroup.CLOUD,
      order = 3,
      label = "Repository",
      valueName = "REPOSITORY",
      regex = "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",
      rule = "the repository's id: lower-case letters, digits and hyphens",
      example = "lintel",
      parent = "project",
      requiredWithParent = true)
  String getRepository();

  void setRepository(String value);

  @Description("Cloud Storage bucket for the specs. It must exist.")
  @OptionHelp(
      group = OptionGroup.CLOUD,
      order = 4,
      label = "Bucket",
      valueName = "BUCKET",
      regex = "^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$",
      rule = "the bucket's name alone, without gs:// and without a folder",
      example = "my-bucket",
      parent = "project",
      requiredWithParent = true)
  String getBucket();

  void setBucket(String value);

  @Description(
      "Folder for images (lintel-JOB.tar) and specs (JOB.json). With it, nothing is pushed.")
  @Validation.Required(groups = DESTINATION)
  @OptionHelp(
      group = OptionGroup.LOCAL,
      order = 1,
      label = "Folder",
      valueName = "FOLDER",
      regex = "^(?![a-z]+://).*$",
      rule = "a folder on this machine",
      example = "/tmp/lintel-templates")
  String getLocal();

  void setLocal(String value);

  @Description("Jobs to stage, separated by commas. Default: all.")
  @OptionHelp(
      group = OptionGroup.IMAGES,
      order = 1,
      label = "Jobs",
      valueName = "JOB,...",
      example = "import,export")
  String getJobs();

  void setJobs(String value);

  @Description(
      "Tag of the images. An existing tag is moved; existing specs keep the image that they name. "
          + "Default: Lintel's version.")
  @OptionHelp(
      group = OptionGroup.IMAGES,
      order = 2,
      label = "Tag",
      valueName = "TAG",
      regex = "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$",
      rule = "letters, digits, underscores, periods and hyphens, 128 at most",
      example = "2026-11-24")
  String getTag();

  void setTag(String value);

  @Description(
      "Base image: a name, tar:// and a file, or docker:// and an image in the local Docker. "
          + "Default: Google's latest launcher for Java 17; with --local, no base.")
  @OptionHelp(
      group = OptionGroup.IMAGES,
      order = 3,
      label = "Base image",
      valueName = "IMAGE",
      example = "gcr.io/dataflow-templates-base/java17-template-launcher-base:latest")
  String getBaseImage();

  void setBaseImage(String value);
}
