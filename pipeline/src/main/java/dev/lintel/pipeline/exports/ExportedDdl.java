package dev.lintel.pipeline.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** Which DDL comes with an export of some tables. */
public enum ExportedDdl {
  @JsonProperty("tables")
  @ChoiceHelp(
      label = "Of the tables",
      description = "that of the exported tables and of what they need")
  TABLES,
  @JsonProperty("all")
  @ChoiceHelp(label = "Of the database", description = "that of all objects of the database")
  ALL
}
