package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.AvroRowConverter;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.avro.AvroRecordReader;
import dev.lintel.schema.Table;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * An open Avro or Parquet file.
 *
 * @param strings how strings write dates and timestamps
 * @param mapping which columns the fields are written to
 */
record AvroFile(AvroRecordReader records, TextFormat strings, FieldMapping mapping)
    implements OpenFile<GenericRecord> {

  AvroFile(AvroRecordReader records, TextFormat strings) {
    this(records, strings, FieldMapping.none());
  }

  @Override
  public List<String> problems(Table table, Mutation.Op operation) {
    return AvroRowConverter.problems(table, records.getSchema(), operation, mapping);
  }

  @Override
  public List<String> withoutColumn(Table table) {
    return AvroRowConverter.withoutColumn(table, records.getSchema(), mapping);
  }

  @Override
  public RowConversion<GenericRecord> rowsOf(Table table, Mutation.Op operation) {
    var converter = AvroRowConverter.of(table, records.getSchema(), operation, strings, mapping);
    return new RowConversion<>(
        converter, row -> RejectedRecord.contentOf(converter.toJson(row.row())));
  }

  @Override
  public RejectedRecord.Content contentOf(RawText malformed) {
    throw new UnsupportedOperationException("A damaged record makes its file unreadable");
  }
}
