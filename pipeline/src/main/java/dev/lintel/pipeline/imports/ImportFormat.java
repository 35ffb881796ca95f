package dev.lintel.pipeline.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** What the files of an import hold; any of them may be compressed with gzip or zstd. */
public enum ImportFormat {
  @ChoiceHelp(label = "CSV", description = "delimited text (.csv, .tsv, .txt, .dat)")
  @JsonProperty("csv")
  CSV,
  @ChoiceHelp(label = "JSON Lines", description = "one JSON object a line (.jsonl, .ndjson, .json)")
  @JsonProperty("jsonl")
  JSONL,
  @ChoiceHelp(label = "Avro", description = "Avro object container files (.avro)")
  @JsonProperty("avro")
  AVRO,
  @ChoiceHelp(label = "Parquet", description = "Parquet files (.parquet)")
  @JsonProperty("parquet")
  PARQUET,
  @ChoiceHelp(
      label = "Rejected records",
      description = "what an earlier import put into invalidOutputPath")
  @JsonProperty("rejected")
  REJECTED
}
