package dev.lintel.engines;

import dev.lintel.pipeline.formats.RecordFormat;

/** A format in which an engine writes, and the format as which Lintel reads it. */
enum EngineFormat {
  CSV("CSV", RecordFormat.CSV),
  JSON_LINES("JSON Lines", RecordFormat.JSONL),
  PARQUET("Parquet", RecordFormat.PARQUET),
  AVRO("Avro", RecordFormat.AVRO),
  COPY_TEXT("COPY text", RecordFormat.CSV),
  COPY_CSV("COPY csv", RecordFormat.CSV),
  OUTFILE("INTO OUTFILE", RecordFormat.CSV);

  private final String title;
  private final RecordFormat readAs;

  EngineFormat(String title, RecordFormat readAs) {
    this.title = title;
    this.readAs = readAs;
  }

  /** The heading of its column. */
  String title() {
    return title;
  }

  RecordFormat readAs() {
    return readAs;
  }
}
