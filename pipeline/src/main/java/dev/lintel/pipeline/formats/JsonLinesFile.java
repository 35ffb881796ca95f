package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.NamedColumns;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.schema.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open file of JSON Lines.
 *
 * @param strings how strings write dates and timestamps, and what a string is in a column of JSON
 *     documents
 * @param mapping which columns the fields are written to
 */
record JsonLinesFile(JsonLinesReader records, TextFormat strings, FieldMapping mapping)
    implements OpenFile<JsonNode> {

  /** Each record has its own fields, which are checked with the record. */
  @Override
  public List<String> problems(Table table, Mutation.Op operation) {
    return JsonRowConverter.problems(table, mapping);
  }

  @Override
  public List<String> withoutColumn(Table table) {
    return NamedColumns.withoutColumn(table, List.of(), mapping);
  }

  /** A field that the table has no column for. */
  @Override
  public Optional<String> problemOfAll(List<FileRecord<JsonNode>> first, Table table) {
    Set<String> without = null;
    for (FileRecord<JsonNode> record : first) {
      if (record instanceof FileRecord.Row<JsonNode> row) {
        List<String> ofRow = JsonRowConverter.withoutColumn(table, row.row(), mapping);
        if (without == null) {
          without = new LinkedHashSet<>(ofRow);
        }
        without.retainAll(ofRow);
      }
    }
    return without == null || without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "each of its first records has a field that table %s has no column for: %s"
                .formatted(table.getName(), String.join(", ", without)));
  }

  @Override
  public RowConversion<JsonNode> rowsOf(Table table, Mutation.Op operation) {
    return new RowConversion<>(
        JsonRowConverter.of(table, operation, strings, mapping), this::contentOf);
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
        Optional.of(TextSettings.defaults().withValues(strings).withMapping(mapping)));
  }
}
