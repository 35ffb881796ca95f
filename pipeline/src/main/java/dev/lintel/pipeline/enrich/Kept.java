package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.files.RecordFormat;
import java.util.Optional;

/** In which form a record is kept on its way from the input to the output. */
enum Kept {
  /** Field by field, each in its type: where it is written in another format. */
  FIELDS,
  /** As the text of a JSON object, to the letter. */
  TEXT,
  /** As an Avro record, in its own schema. */
  RECORD;

  static Kept of(Optional<RecordFormat> input, RecordFormat output) {
    if (input.equals(Optional.of(RecordFormat.JSONL)) && output == RecordFormat.JSONL) {
      return TEXT;
    }
    return input.filter(Kept::isOfAvro).isPresent() && isOfAvro(output) ? RECORD : FIELDS;
  }

  private static boolean isOfAvro(RecordFormat format) {
    return format == RecordFormat.AVRO || format == RecordFormat.PARQUET;
  }
}
