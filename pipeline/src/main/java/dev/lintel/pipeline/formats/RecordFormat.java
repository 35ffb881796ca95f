package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats of data files, as the values of an option. What each of them can do is in its {@link
 * Format}, which {@link Formats#of} chooses. A constant is written in lower case.
 */
public enum RecordFormat {
  @JsonProperty("csv")
  CSV,
  @JsonProperty("jsonl")
  JSONL,
  @JsonProperty("avro")
  AVRO,
  @JsonProperty("parquet")
  PARQUET;

  /** The name in options, files and messages. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that {@link #optionName}; empty if there is none. */
  public static Optional<RecordFormat> named(String optionName) {
    return Arrays.stream(values())
        .filter(format -> format.optionName().equals(optionName))
        .findFirst();
  }
}
