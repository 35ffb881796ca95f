package dev.lintel.pipeline.demo;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The options of {@code ./lintel demo}. */
@CommandHelp(
    name = "demo",
    title = "Demonstration",
    summary = "Import 100,000 generated rows into a local emulator",
    description =
        "Starts an emulator, generates the data of a small shop (products, customers, orders) with "
            + "some bad records, imports it, and shows the summary and why records were rejected. "
            + "Needs no account and no cloud; takes less than a minute.",
    examples = "--outputDir=/tmp/lintel-demo",
    kind = CommandKind.LOCAL)
public interface DemoOptions extends PipelineOptions {

  @Description("Folder for the data and the rejected records. Default: a new temporary folder.")
  @OptionHelp(
      group = OptionGroup.LOCAL,
      order = 1,
      label = "Folder",
      example = "/tmp/lintel-demo",
      inTemplate = false)
  String getOutputDir();

  void setOutputDir(String value);
}
