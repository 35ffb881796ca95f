package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.pipeline.files.avro.ParquetReader;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.records.AvroRecordFields;
import dev.lintel.pipeline.records.CsvFields;
import dev.lintel.pipeline.records.InputShape;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/**
 * The records of one file, each as the Struct that travels or as a rejected record. Not
 * thread-safe.
 *
 * @param <R> the records of the file's format
 */
final class InputRecords<R> implements Closeable {

  /** Exactly one of the two is present. */
  record Result(Optional<Struct> element, Optional<RejectedRecord> rejected) {}

  /** What a rejected record of the input is said to be of, which is no table. */
  static final String INPUT = "(input)";

  private final RecordReader<R> reader;
  private final ElementBuilder<R> builder;

  /** What to keep of a record with a value that cannot be used. */
  private final Function<FileRecord.Row<R>, RejectedRecord.Content> ofRow;

  /** What to keep of a record that could not be read. */
  private final Function<RawText, RejectedRecord.Content> ofText;

  private InputRecords(
      RecordReader<R> reader,
      ElementBuilder<R> builder,
      Function<FileRecord.Row<R>, RejectedRecord.Content> ofRow,
      Function<RawText, RejectedRecord.Content> ofText) {
    this.reader = reader;
    this.builder = builder;
    this.ofRow = ofRow;
    this.ofText = ofText;
  }

  static InputRecords<?> open(EnrichPlan plan, DataFile file) {
    if (plan.shape() instanceof InputShape.Csv csv) {
      return ofCsv(plan, csv, file);
    } else if (plan.shape() instanceof InputShape.Json json) {
      return ofJson(plan, json, file);
    } else if (plan.shape() instanceof InputShape.Avro avro) {
      return ofAvro(plan, avro, file);
    }
    throw new IllegalArgumentException("A query has no files");
  }

  private static InputRecords<List<String>> ofCsv(
      EnrichPlan plan, InputShape.Csv csv, DataFile file) {
    CsvReader reader = CsvReader.open(file, csv.layout(), csv.names());
    ImmutableList<String> columns = ImmutableList.copyOf(reader.getColumns());
    CsvFields fields = csv.fields(columns);
    var inOrder = csv.names().stream().map(fields::reader).toList();
    return new InputRecords<>(
        reader,
        ElementBuilder.of(
            plan, fields, (row, raw) -> inOrder.stream().map(field -> field.apply(row)).toList()),
        row -> new RejectedRecord.Text(row.raw().orElseThrow(), RecordFormat.CSV, columns),
        raw -> new RejectedRecord.Text(raw, RecordFormat.CSV, columns));
  }

  private static InputRecords<JsonNode> ofJson(
      EnrichPlan plan, InputShape.Json json, DataFile file) {
    RecordEncoder<JsonNode> keeper =
        plan.kept() == RecordForm.TEXT
            ? RecordEncoder.ofText(
                plan.addedColumns().stream()
                    .map(Type.StructField::getName)
                    .collect(ImmutableSet.toImmutableSet()))
            : RecordEncoder.ofKnownFields(json.fields());
    return new InputRecords<>(
        JsonLinesReader.open(file),
        ElementBuilder.of(plan, json.fields(), keeper),
        row -> new RejectedRecord.Text(row.raw().orElseThrow(), RecordFormat.JSONL, List.of()),
        raw -> new RejectedRecord.Text(raw, RecordFormat.JSONL, List.of()));
  }

  private static InputRecords<GenericRecord> ofAvro(
      EnrichPlan plan, InputShape.Avro avro, DataFile file) {
    RecordReader<GenericRecord> reader =
        avro.recordFormat() == RecordFormat.AVRO ? AvroReader.open(file) : ParquetReader.open(file);
    AvroRecordFields fields = avro.fields();
    RecordEncoder<GenericRecord> keeper =
        plan.kept() == RecordForm.RECORD
            ? RecordEncoder.ofRecords(new AvroBinary(avro.schema()))
            : RecordEncoder.ofFields(fields);
    return new InputRecords<>(
        reader,
        ElementBuilder.of(plan, fields, keeper),
        row -> new RejectedRecord.Values(fields.toJson(row.row())),
        raw -> new RejectedRecord.Text(raw, RecordFormat.JSONL, List.of()));
  }

  boolean hasNext() {
    return reader.hasNext();
  }

  Result next() {
    FileRecord<R> record = reader.next();
    if (record instanceof FileRecord.Malformed<R> malformed) {
      return rejected(record, malformed.problem(), ofText.apply(record.raw().orElseThrow()));
    }
    var row = (FileRecord.Row<R>) record;
    try {
      return new Result(Optional.of(builder.build(row.row(), row.raw())), Optional.empty());
    } catch (ConversionException e) {
      return rejected(record, e.getMessage(), ofRow.apply(row));
    }
  }

  private static Result rejected(
      FileRecord<?> record, String problem, RejectedRecord.Content content) {
    return new Result(
        Optional.empty(),
        Optional.of(
            new RejectedRecord(
                INPUT,
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
