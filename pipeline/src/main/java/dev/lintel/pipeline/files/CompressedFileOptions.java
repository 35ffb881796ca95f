package dev.lintel.pipeline.files;

import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The option of jobs that read files that may be compressed. */
public interface CompressedFileOptions extends PipelineOptions {

  /** Its name, for messages. */
  String OPTION = "maxUncompressedBytes";

  @Description(
      "Most bytes that the content of one compressed file may have (.gz, .zst and so on, Avro or"
          + " Parquet); a file with more is refused while it is read. Default: 1 GiB, and 64 MiB in"
          + " a block of Avro or a page of Parquet, or 200 times its size if that is more.")
  @OptionHelp(
      group = OptionGroup.INPUT,
      order = 20,
      label = "Largest unpacked file in bytes",
      regex = "^[1-9][0-9]{0,17}$",
      rule = "a number of bytes",
      example = "1000000000000")
  Long getMaxUncompressedBytes();

  void setMaxUncompressedBytes(Long value);
}
