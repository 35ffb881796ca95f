package dev.lintel.pipeline.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an integer counts that stands for a timestamp: {@link dev.lintel.convert.TimestampUnit}. */
public enum TimestampUnitChoice {
  @ChoiceHelp(label = "Seconds", description = "1704067200 is 2024-01-01")
  @JsonProperty("seconds")
  SECONDS,
  @ChoiceHelp(label = "Milliseconds", description = "1704067200000 is 2024-01-01")
  @JsonProperty("millis")
  MILLIS,
  @ChoiceHelp(label = "Microseconds", description = "1704067200000000 is 2024-01-01")
  @JsonProperty("micros")
  MICROS,
  @ChoiceHelp(label = "Nanoseconds", description = "1704067200000000000 is 2024-01-01")
  @JsonProperty("nanos")
  NANOS
}
