package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.NamedColumns;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.schema.Table;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An open CSV file. */
record CsvFile(CsvReader records, TextSettings settings) implements OpenFile<List<String>> {

  @Override
  public List<String> problems(Table table, Mutation.Op operation) {
    return NamedColumns.problems(table, records.getColumns(), settings.mapping(), operation);
  }

  @Override
  public List<String> withoutColumn(Table table) {
    return NamedColumns.withoutColumn(table, records.getColumns(), settings.mapping());
  }

  /** Another number of fields than the file has columns. */
  @Override
  public Optional<String> problemOfAll(List<FileRecord<List<String>>> first, Table table) {
    Set<Integer> sizes = first.stream().map(this::size).collect(Collectors.toSet());
    int size = sizes.iterator().next();
    if (sizes.size() > 1 || size == records.getColumns().size()) {
      return Optional.empty();
    }
    return Optional.of(
        "its first records have %d fields each, and %s %d columns: %s"
            .formatted(
                size,
                settings.hasHeader() ? "its header has" : "they are read as",
                records.getColumns().size(),
                String.join(", ", records.getColumns())));
  }

  /** The number of fields of a record; the right one if its text cannot be read. */
  private int size(FileRecord<List<String>> record) {
    if (record instanceof FileRecord.Row<List<String>> row) {
      return row.row().size();
    }
    var text = new StringReader(record.raw().orElseThrow().text());
    var alone =
        CsvReader.of("", text, settings.layout().withHeader(CsvLayout.Header.NONE), List.of());
    if (alone.hasNext() && alone.next() instanceof FileRecord.Row<List<String>> row) {
      return row.row().size();
    }
    return records.getColumns().size();
  }

  @Override
  public RowConversion<List<String>> rowsOf(Table table, Mutation.Op operation) {
    return new RowConversion<>(
        TextRowConverter.of(
            table, records.getColumns(), operation, settings.values(), settings.mapping()),
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
