package dev.lintel.pipeline.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** Whether fields of CSV files have line breaks, which decides how large files are read. */
public enum CsvLineBreaks {
  /**
   * They may have. A large local file is read twice, at first to find out where it can be cut; any
   * other file has one reader.
   */
  @ChoiceHelp(
      label = "Found out",
      description =
          "a field may have line breaks; a large file on this machine is read once more before, to"
              + " find out where it can be divided between workers")
  @JsonProperty("auto")
  AUTO,
  /** They may have. Each file has one reader. */
  @ChoiceHelp(
      label = "In qualifiers",
      description = "a field may have line breaks; each file is read by one worker")
  @JsonProperty("quoted")
  QUOTED,
  /** They never have, so that a file can be cut at each line. A record with one is malformed. */
  @ChoiceHelp(
      label = "Never",
      description =
          "no field has a line break, and a record with one is rejected; a large file is divided"
              + " between workers")
  @JsonProperty("never")
  NEVER
}
