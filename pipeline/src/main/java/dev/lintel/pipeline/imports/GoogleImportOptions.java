package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Parameters of Google's import templates that ask for what another option says, or is always so.
 */
public interface GoogleImportOptions extends PipelineOptions {

  @Description(
      "Whether fields of CSV files have line breaks: true is csvLineBreaks=quoted, false is"
          + " csvLineBreaks=never.")
  @OptionHelp(
      group = OptionGroup.GOOGLE,
      order = 1,
      label = "Line breaks in fields, as Google's",
      emptyIsNotGiven = true)
  Boolean getHandleNewLine();

  void setHandleNewLine(Boolean value);

  @Description("Without effect: an import always waits for indexes.")
  @OptionHelp(
      group = OptionGroup.GOOGLE,
      order = 2,
      label = "Wait for indexes",
      emptyIsNotGiven = true,
      alwaysSo = "an import always waits for indexes")
  Boolean getWaitForIndexes();

  void setWaitForIndexes(Boolean value);

  @Description("Without effect: an import always waits for foreign keys.")
  @OptionHelp(
      group = OptionGroup.GOOGLE,
      order = 3,
      label = "Wait for foreign keys",
      emptyIsNotGiven = true,
      alwaysSo = "it always waits for foreign keys")
  Boolean getWaitForForeignKeys();

  void setWaitForForeignKeys(Boolean value);

  @Description("Without effect: an import always waits for change streams.")
  @OptionHelp(
      group = OptionGroup.GOOGLE,
      order = 4,
      label = "Wait for change streams",
      emptyIsNotGiven = true,
      alwaysSo = "it always waits for change streams")
  Boolean getWaitForChangeStreams();

  void setWaitForChangeStreams(Boolean value);

  @Description(
      "Without effect: an import always creates sequences before the tables that use them.")
  @OptionHelp(
      group = OptionGroup.GOOGLE,
      order = 5,
      label = "Wait for sequences",
      emptyIsNotGiven = true,
      alwaysSo = "it always creates sequences before the tables that use them")
  Boolean getWaitForSequences();

  void setWaitForSequences(Boolean value);

  @Description(
      "Without effect: an import always sends all index statements as one batch, which Spanner"
          + " carries out together.")
  @OptionHelp(
      group = OptionGroup.GOOGLE,
      order = 6,
      label = "Index DDL in parallel",
      emptyIsNotGiven = true,
      alwaysSo =
          "it always sends all index statements as one batch, which Spanner carries out together")
  Boolean getRunIndexDdlInParallel();

  void setRunIndexDdlInParallel(Boolean value);
}
