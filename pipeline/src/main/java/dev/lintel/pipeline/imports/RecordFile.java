package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.AvroRowConverter;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.RowConverter;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.pipeline.files.avro.ParquetReader;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordConverter;
import dev.lintel.pipeline.formats.RejectedRecordReader;
import dev.lintel.schema.Table;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * One file that is being imported: each of its records as the mutation that it becomes, or as a
 * rejected record. Not thread-safe.
 *
 * @param <R> the rows of the file's format
 */
final class RecordFile<R> implements Closeable {

  /** Exactly one of the two is present. */
  record Result(String table, Optional<Mutation> mutation, Optional<RejectedRecord> rejected) {}

  /** Of a line that was to say its table and cannot be read. */
  private static final String UNKNOWN_TABLE = "(unknown)";

  private final RecordReader<R> reader;
  private final RowConverter<R> converter;
  private final Function<R, String> table;

  /** The table of a record that is not even a row; empty if only its content could tell. */
  private final String fileTable;

  /** What to keep of a row that the table cannot hold. */
  private final Function<FileRecord.Row<R>, RejectedRecord.Content> ofRow;

  /** What to keep of a record that is not even a row. */
  private final Function<RawText, RejectedRecord.Content> ofText;

  private RecordFile(
      RecordReader<R> reader,
      RowConverter<R> converter,
      Function<R, String> table,
      String fileTable,
      Function<FileRecord.Row<R>, RejectedRecord.Content> ofRow,
      Function<RawText, RejectedRecord.Content> ofText) {
    this.reader = reader;
    this.converter = converter;
    this.table = table;
    this.fileTable = fileTable;
    this.ofRow = ofRow;
    this.ofText = ofText;
  }

  static RecordFile<?> open(ImportPlan plan, TableLoad load, DataFile file) {
    return switch (load.format()) {
      case CSV -> ofCsv(plan, load, file);
      case JSONL -> ofJsonLines(plan, load, file);
      case AVRO -> {
        var reader = AvroReader.open(file);
        yield ofAvro(plan, load, reader, reader.getSchema());
      }
      case PARQUET -> {
        var reader = ParquetReader.open(file);
        yield ofAvro(plan, load, reader, reader.getSchema());
      }
      case REJECTED -> ofRejected(plan, file);
    };
  }

  private static RecordFile<List<String>> ofCsv(ImportPlan plan, TableLoad load, DataFile file) {
    Table table = plan.table(load);
    var reader = CsvReader.open(file, plan.layout(), plan.columns(load));
    List<String> columns = reader.getColumns();
    Function<RawText, RejectedRecord.Content> text =
        raw -> new RejectedRecord.Text(raw, RecordFormat.CSV, columns);
    return new RecordFile<>(
        reader,
        TextRowConverter.of(table, columns, plan.operation(), plan.textFormat()),
        row -> table.getName(),
        table.getName(),
        row -> text.apply(row.raw().orElseThrow()),
        text);
  }

  private static RecordFile<?> ofJsonLines(ImportPlan plan, TableLoad load, DataFile file) {
    Table table = plan.table(load);
    Function<RawText, RejectedRecord.Content> text =
        raw -> new RejectedRecord.Text(raw, RecordFormat.JSONL, List.of());
    return new RecordFile<>(
        JsonLinesReader.open(file),
        JsonRowConverter.of(table, plan.operation()),
        row -> table.getName(),
        table.getName(),
        row -> text.apply(row.raw().orElseThrow()),
        text);
  }

  private static RecordFile<GenericRecord> ofAvro(
      ImportPlan plan, TableLoad load, RecordReader<GenericRecord> reader, Schema schema) {
    Table table = plan.table(load);
    var converter = AvroRowConverter.of(table, schema, plan.operation());
    return new RecordFile<>(
        reader,
        converter,
        row -> table.getName(),
        table.getName(),
        row -> new RejectedRecord.Values(converter.toJson(row.row())),
        raw -> new RejectedRecord.Text(raw, RecordFormat.JSONL, List.of()));
  }

  private static RecordFile<RejectedRecord> ofRejected(ImportPlan plan, DataFile file) {
    return new RecordFile<>(
        RejectedRecordReader.open(file),
        RejectedRecordConverter.of(
            plan.schema().getTables(), plan.operation(), plan.layout(), plan.textFormat()),
        // As the database spells it, so that one table is counted and kept under one name.
        rejected ->
            plan.schema().findTable(rejected.table()).map(Table::getName).orElse(rejected.table()),
        UNKNOWN_TABLE,
        row -> row.row().content(),
        raw -> new RejectedRecord.Text(raw, RecordFormat.JSONL, List.of()));
  }

  boolean hasNext() {
    return reader.hasNext();
  }

  /** The next record. */
  Result next() {
    FileRecord<R> record = reader.next();
    if (record instanceof FileRecord.Malformed<R> malformed) {
      return rejected(
          fileTable, malformed.problem(), record, ofText.apply(record.raw().orElseThrow()));
    }
    var row = (FileRecord.Row<R>) record;
    String name = table.apply(row.row());
    try {
      return new Result(name, Optional.of(converter.convert(row.row())), Optional.empty());
    } catch (ConversionException e) {
      return rejected(name, e.getMessage(), record, ofRow.apply(row));
    }
  }

  private Result rejected(
      String name, String problem, FileRecord<R> record, RejectedRecord.Content content) {
    return new Result(
        name,
        Optional.empty(),
        Optional.of(
            new RejectedRecord(
                name,
                ErrorCode.INVALID_ARGUMENT.name(),
                problem,
                Optional.of(record.position()),
                content)));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
