package dev.lintel.pipeline.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** How a row is written whose key is in the table, and a row whose key is not. */
public enum RowMode {
  @ChoiceHelp(label = "Insert or update", description = "columns not given keep their value")
  @JsonProperty("insertOrUpdate")
  INSERT_OR_UPDATE,
  @ChoiceHelp(label = "Insert", description = "a row whose key is in the table fails")
  @JsonProperty("insert")
  INSERT,
  @ChoiceHelp(label = "Update", description = "a row whose key is not in the table fails")
  @JsonProperty("update")
  UPDATE,
  @ChoiceHelp(
      label = "Replace",
      description = "columns not given become null; children with ON DELETE CASCADE are deleted")
  @JsonProperty("replace")
  REPLACE
}
