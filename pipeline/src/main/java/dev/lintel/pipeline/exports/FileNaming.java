package dev.lintel.pipeline.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** How the data files of an export are named. */
public enum FileNaming {
  @JsonProperty("google")
  @ChoiceHelp(label = "As Google's export", description = "Airports.avro-00000-of-00005")
  GOOGLE {
    @Override
    String name(String stem, String extension, String shard) {
      return stem + "." + extension + "-" + shard;
    }
  },

  @JsonProperty("extension")
  @ChoiceHelp(
      label = "Extension at the end",
      description = "Airports-00000-of-00005.parquet, for programs that go by the extension")
  EXTENSION {
    @Override
    String name(String stem, String extension, String shard) {
      return stem + "-" + shard + "." + extension;
    }
  };

  abstract String name(String stem, String extension, String shard);
}
