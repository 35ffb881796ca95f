package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.files.avro.AvroRecordReader;
import dev.lintel.pipeline.files.avro.ParquetColumn;
import dev.lintel.pipeline.files.avro.ParquetFooter;
import dev.lintel.pipeline.files.avro.ParquetReader;
import dev.lintel.pipeline.files.avro.ParquetRecordWriter;
import dev.lintel.pipeline.files.avro.ParquetTypes;
import dev.lintel.pipeline.files.avro.RecordRowWriter;
import dev.lintel.pipeline.files.avro.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.Schema;

/**
 * Parquet files.
 *
 * @param types in which types rows are written
 */
record ParquetFormat(ParquetTypes types) implements AvroBased {

  /** In the types that hold any value: not every job can refuse one. */
  ParquetFormat() {
    this(ParquetTypes.TEXT);
  }

  @Override
  public ParquetFormat with(WriteSettings settings) {
    return new ParquetFormat(settings.parquetTypes());
  }

  @Override
  public RecordFormat recordFormat() {
    return RecordFormat.PARQUET;
  }

  @Override
  public String label() {
    return "Parquet";
  }

  @Override
  public String description() {
    return "Parquet files";
  }

  @Override
  public String writtenForm() {
    return "columns together, in the types that other programs know";
  }

  @Override
  public ImmutableList<String> extensions() {
    return ImmutableList.of("parquet");
  }

  @Override
  public boolean keepsAvroSchema() {
    return false;
  }

  @Override
  public AvroRecordReader openRecords(DataFile file) {
    return ParquetReader.open(file);
  }

  @Override
  public FileDescription describe(DataFile file, TextSettings settings, int sample) {
    ParquetFooter footer = ParquetFooter.read(file);
    FirstAvroRecord first = FirstAvroRecord.of(this, file, settings);
    ImmutableList.Builder<FieldDescription> fields = ImmutableList.builder();
    for (int i = 0; i < footer.columns().size(); i++) {
      ParquetColumn column = footer.columns().get(i);
      fields.add(
          FieldDescription.typed(
              column.name(),
              column.physical(),
              column.logical(),
              column.required(),
              first.fits(i)));
    }
    return new FileDescription(
        footer.codecs().isEmpty() ? "none" : String.join(", ", footer.codecs()),
        OptionalLong.of(footer.records()),
        footer.writer(),
        fields.build(),
        first.problems());
  }

  @Override
  public RecordWriter openRecords(Schema schema, OutputStream out) throws IOException {
    return ParquetRecordWriter.open(schema, out);
  }

  @Override
  public Schema schemaOf(Type type) {
    return ParquetRecordWriter.schemaOf(type);
  }

  /** Every value gets another form. */
  @Override
  public DecodeMode decodeMode() {
    return DecodeMode.DIRECT;
  }

  @Override
  public RowWriter openRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    return RecordRowWriter.ofParquet(columns, schema, types, out);
  }

  /** Parquet has no schema without fields. */
  @Override
  public void writeWithoutRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    if (columns.isEmpty()) {
      out.close();
    } else {
      openRows(columns, schema, out).close();
    }
  }
}
