package dev.lintel.pipeline.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** The format in which runs are shown. */
public enum RunsFormat {
  @ChoiceHelp(label = "Table", description = "one line for each run")
  @JsonProperty("table")
  TABLE,
  @ChoiceHelp(label = "JSON", description = "an array of objects with all that is recorded")
  @JsonProperty("json")
  JSON,
  @ChoiceHelp(label = "HTML", description = "a page that draws the runs of each job key")
  @JsonProperty("html")
  HTML
}
