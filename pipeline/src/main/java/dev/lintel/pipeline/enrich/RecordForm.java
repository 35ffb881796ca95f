package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.records.InputShape;

/** In which form a record is kept on its way from the input to the output. */
enum RecordForm {
  /** Field by field, each in its type: where it is written in another format. */
  FIELDS,
  /** As the text of a JSON object, to the letter. */
  TEXT,
  /** As an Avro record, in its own schema. */
  RECORD;

  static RecordForm of(InputShape input, RecordFormat output) {
    if (input instanceof InputShape.Json && output == RecordFormat.JSONL) {
      return TEXT;
    }
    boolean avro = output == RecordFormat.AVRO || output == RecordFormat.PARQUET;
    return avro
            && input instanceof InputShape.Avro records
            && AvroPassThrough.isWhole(records, output)
        ? RECORD
        : FIELDS;
  }
}
