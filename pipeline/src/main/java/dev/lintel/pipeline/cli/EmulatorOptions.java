package dev.lintel.pipeline.cli;

import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The options of {@code ./lintel emulator}. */
@CommandHelp(
    name = "emulator",
    title = "Spanner emulator",
    summary = "Run a local Spanner emulator until Ctrl-C",
    description =
        "Runs Google's Cloud Spanner emulator in the foreground and prints the environment variable"
            + " that makes other programs use it. Its data is in memory and lost when it stops.",
    examples = "--port=9010",
    kind = CommandKind.LOCAL)
public interface EmulatorOptions extends PipelineOptions {

  @Description("Port to listen on. Default: a free one.")
  @OptionHelp(
      group = OptionGroup.LOCAL,
      order = 1,
      label = "Port",
      regex =
          "^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$",
      rule = "a port, 1 to 65535",
      example = "9010",
      inTemplate = false)
  Integer getPort();

  void setPort(Integer value);
}
