package dev.lintel.pipeline.files.avro;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.convert.TimestampUnit;
import dev.lintel.pipeline.options.ChoiceHelp;
import java.util.Optional;

/** In which types of Parquet the values of DATE, TIMESTAMP, NUMERIC, UUID and JSON are written. */
public enum ParquetTypes {
  @JsonProperty("logical")
  @ChoiceHelp(
      label = "Logical types",
      description = "timestamps in microseconds; one with nanoseconds is refused")
  LOGICAL(Optional.of(TimestampUnit.MICROS)),

  @JsonProperty("nanos")
  @ChoiceHelp(
      label = "Logical types with nanoseconds",
      description = "timestamps in nanoseconds; one before 1678 or after 2261 is refused")
  NANOS(Optional.of(TimestampUnit.NANOS)),

  @JsonProperty("text")
  @ChoiceHelp(
      label = "Text",
      description = "dates, timestamps, UUIDs and JSON as text, which holds any value")
  TEXT(Optional.empty());

  private final Optional<TimestampUnit> unit;

  ParquetTypes(Optional<TimestampUnit> unit) {
    this.unit = unit;
  }

  /** What timestamps count; empty if they are text. */
  Optional<TimestampUnit> unit() {
    return unit;
  }
}
