package dev.lintel.pipeline.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** How a row is written whose key is in the table, and a row whose key is not. */
public enum ImportMode {
  @ChoiceHelp(label = "Insert or update", description = "columns not in the file keep their value")
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
      description =
          "columns not in the file become null; children with ON DELETE CASCADE are deleted")
  @JsonProperty("replace")
  REPLACE
}
