package dev.lintel.pipeline.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;

/** The format of the files of an import. Any of them may be compressed with gzip or zstd. */
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
      description = "what an earlier job wrote to invalidOutputPath")
  @JsonProperty("rejected")
  REJECTED
}
