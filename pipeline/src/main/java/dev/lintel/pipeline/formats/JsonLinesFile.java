package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * An open file of JSON Lines.
 *
 * @param strings how strings write dates and timestamps, and what a string is in a column of JSON
 *     documents
 */
record JsonLinesFile(JsonLinesReader records, TextFormat strings) implements OpenFile<JsonNode> {

  /** Each record has its own fields, which are checked with the record. */
  @Override
  public List<String> problems(Table table, Mutation.Op operation) {
    return List.of();
  }

  @Override
  public RowConversion<JsonNode> rowsOf(Table table, Mutation.Op operation) {
    return new RowConversion<>(JsonRowConverter.of(table, operation, strings), this::contentOf);
  }

  RejectedRecord.Content contentOf(FileRecord.Row<JsonNode> row) {
    return contentOf(row.raw().orElseThrow());
  }

  @Override
  public RejectedRecord.Content contentOf(RawText text) {
    return new RejectedRecord.Text(
        text,
        RecordFormat.JSONL,
        List.of(),
        Optional.of(TextSettings.defaults().withValues(strings)));
  }
}
