package dev.lintel.pipeline.options;

import dev.lintel.convert.TimestampUnit;
import dev.lintel.pipeline.command.Problems;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The option about integers of Avro and Parquet files that stand for timestamps. */
public interface IntegerTimestampOptions extends PipelineOptions {

  @Description(
      "What an integer of Avro or Parquet counts, since the start of 1970 in UTC, that is written"
          + " to a TIMESTAMP and has no logical type. Default: microseconds in Avro, as in Google's"
          + " import; in Parquet such a file is refused.")
  @OptionHelp(group = OptionGroup.VALUES, order = 8, label = "Unit of integer timestamps")
  TimestampUnitChoice getTimestampUnit();

  void setTimestampUnit(TimestampUnitChoice value);

  /** What the option gives; null if it was not given. */
  static @Nullable TimestampUnit unitOf(IntegerTimestampOptions options) {
    TimestampUnitChoice unit = options.getTimestampUnit();
    return unit == null ? null : TimestampUnit.valueOf(unit.name());
  }

  /** Adds the option to the problems if it was given where it does not apply. */
  static void refuse(IntegerTimestampOptions options, String why, Problems problems) {
    if (options.getTimestampUnit() != null) {
      problems.add("--timestampUnit " + why);
    }
  }
}
