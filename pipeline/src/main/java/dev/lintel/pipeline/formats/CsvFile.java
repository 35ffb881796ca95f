package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.NamedColumns;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;

/** An open CSV file. */
record CsvFile(CsvReader records, TextSettings settings) implements OpenFile<List<String>> {

  /** Columns that were given are not the file's, and were checked when they were given. */
  @Override
  public List<String> problems(Table table, Mutation.Op operation) {
    return settings.hasHeader()
        ? NamedColumns.problems(table, records.getColumns(), operation)
        : List.of();
  }

  @Override
  public RowConversion<List<String>> rowsOf(Table table, Mutation.Op operation) {
    return new RowConversion<>(
        TextRowConverter.of(table, records.getColumns(), operation, settings.values()),
        this::contentOf);
  }

  RejectedRecord.Content contentOf(FileRecord.Row<List<String>> row) {
    return contentOf(row.raw().orElseThrow());
  }

  @Override
  public RejectedRecord.Content contentOf(RawText text) {
    return new RejectedRecord.Text(
        text, RecordFormat.CSV, records.getColumns(), Optional.of(settings));
  }
}
