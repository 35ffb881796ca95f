package dev.lintel.pipeline.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The format of files of records. */
public enum FileFormat {
  @ChoiceHelp(label = "CSV", description = "delimited text")
  @JsonProperty("csv")
  CSV,
  @ChoiceHelp(label = "JSON Lines", description = "one JSON object a line")
  @JsonProperty("jsonl")
  JSONL,
  @ChoiceHelp(label = "Avro", description = "Avro object container files")
  @JsonProperty("avro")
  AVRO,
  @ChoiceHelp(label = "Parquet", description = "Parquet files")
  @JsonProperty("parquet")
  PARQUET
}
