package dev.lintel.pipeline.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** How the runs are shown. */
public enum RunsFormat {
  @ChoiceHelp(label = "Table", description = "a line each, for a person")
  @JsonProperty("table")
  TABLE,
  @ChoiceHelp(label = "JSON", description = "an array of objects, all that is recorded")
  @JsonProperty("json")
  JSON
}
