package dev.lintel.pipeline.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** What a JSON string is in a column of JSON documents: {@link dev.lintel.convert.JsonStrings}. */
public enum ImportJsonStrings {
  @ChoiceHelp(label = "Document", description = "the text of a document")
  @JsonProperty("document")
  DOCUMENT,
  @ChoiceHelp(label = "Value", description = "a string, which is a document itself")
  @JsonProperty("value")
  VALUE
}
