package dev.lintel.pipeline.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.options.ChoiceHelp;

/** What the data files of an export are. Each keeps every value of every type. */
public enum ExportFormat {
  @ChoiceHelp(
      label = "Avro",
      description = "what Google's own export writes, and what its import reads")
  @JsonProperty("avro")
  AVRO(RecordFormat.AVRO),
  @ChoiceHelp(label = "Parquet", description = "columns together, with the schema of the Avro form")
  @JsonProperty("parquet")
  PARQUET(RecordFormat.PARQUET),
  @ChoiceHelp(
      label = "CSV",
      description = "a header, every value quoted, null as \\N without quotes")
  @JsonProperty("csv")
  CSV(RecordFormat.CSV),
  @ChoiceHelp(label = "JSON Lines", description = "one JSON object a line")
  @JsonProperty("jsonl")
  JSONL(RecordFormat.JSONL);

  private final RecordFormat recordFormat;

  ExportFormat(RecordFormat recordFormat) {
    this.recordFormat = recordFormat;
  }

  public RecordFormat recordFormat() {
    return recordFormat;
  }
}
