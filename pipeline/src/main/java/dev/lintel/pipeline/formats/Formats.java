package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/** The formats of data files. */
public final class Formats {
  private Formats() {}

  /** The format of that name. Only here is a format chosen by its name. */
  public static Format of(RecordFormat format) {
    return switch (format) {
      case CSV -> new CsvFormat();
      case JSONL -> new JsonLinesFormat();
      case AVRO -> new AvroFormat();
      case PARQUET -> new ParquetFormat();
    };
  }

  /** All formats, in the order of their names in {@link RecordFormat}. */
  public static ImmutableList<Format> all() {
    return Arrays.stream(RecordFormat.values())
        .map(Formats::of)
        .collect(ImmutableList.toImmutableList());
  }
}
