package dev.lintel.pipeline.files;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether fields of CSV files have line breaks, which decides how large files are read. */
public enum CsvLineBreaks {
  /**
   * They may have. A large local file is read twice, at first to find out where it can be cut; any
   * other file has one reader.
   */
  @JsonProperty("auto")
  AUTO,
  /** They may have. Each file has one reader. */
  @JsonProperty("quoted")
  QUOTED,
  /** They never have, so that a file can be cut at each line. A record with one is malformed. */
  @JsonProperty("never")
  NEVER
}
