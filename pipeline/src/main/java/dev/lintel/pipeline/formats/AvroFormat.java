package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroTypes;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.files.avro.AvroCodec;
import dev.lintel.pipeline.files.avro.AvroHeader;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.pipeline.files.avro.AvroRecordReader;
import dev.lintel.pipeline.files.avro.AvroRecordWriter;
import dev.lintel.pipeline.files.avro.AvroRowWriter;
import dev.lintel.pipeline.files.avro.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;

/**
 * Avro object container files.
 *
 * @param codec how they are compressed when they are written
 */
record AvroFormat(AvroCodec codec) implements AvroBased {

  AvroFormat() {
    this(AvroCodec.SNAPPY);
  }

  @Override
  public AvroFormat with(WriteSettings settings) {
    return new AvroFormat(settings.avroCodec());
  }

  @Override
  public RecordFormat recordFormat() {
    return RecordFormat.AVRO;
  }

  @Override
  public String label() {
    return "Avro";
  }

  @Override
  public String description() {
    return "Avro object container files";
  }

  @Override
  public String writtenForm() {
    return "what Google's own export writes, and what its import reads";
  }

  @Override
  public ImmutableList<String> extensions() {
    return ImmutableList.of("avro");
  }

  @Override
  public boolean isGooglesExport() {
    return true;
  }

  @Override
  public boolean keepsAvroSchema() {
    return true;
  }

  @Override
  public AvroRecordReader openRecords(DataFile file) {
    return AvroReader.open(file);
  }

  @Override
  public FileDescription describe(DataFile file, TextSettings settings, int sample) {
    AvroHeader header = AvroHeader.read(file);
    FirstAvroRecord first = FirstAvroRecord.of(this, file, settings);
    String codec = header.codec().equals(DataFileConstants.NULL_CODEC) ? "none" : header.codec();
    Schema schema = AvroShape.parse(header.schemaText());
    ImmutableList.Builder<FieldDescription> fields = ImmutableList.builder();
    if (schema.getType() == Schema.Type.RECORD) {
      List<String> names = AvroFields.columnNames(schema, List.of());
      for (Schema.Field field : schema.getFields()) {
        fields.add(
            FieldDescription.typed(
                names.get(field.pos()),
                AvroTypeWords.physical(field.schema()),
                AvroTypeWords.logical(field.schema()),
                AvroTypeWords.isRequired(field.schema()),
                first.fits(field.pos())));
      }
    }
    return FileDescription.of(codec, fields.build()).withProblems(first.problems());
  }

  @Override
  public RecordWriter openRecords(Schema schema, OutputStream out) throws IOException {
    return AvroRecordWriter.open(schema, codec, out);
  }

  @Override
  public Schema schemaOf(Type type) {
    return AvroTypes.of(type, AvroTypes.Timestamps.STRING);
  }

  @Override
  public RowWriter openRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    return AvroRowWriter.open(columns, schema, codec, out);
  }

  /** An ordinary writer would end its file with random bytes. */
  @Override
  public void writeWithoutRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    AvroRecordWriter.writeSchema(schema, out);
  }
}
