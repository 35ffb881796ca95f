package dev.lintel.pipeline.formats;

import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.records.AvroRecordFields;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The shape of Avro or Parquet files, all of one schema.
 *
 * @param schemaText the schema; Avro's own class loses part of it in Java serialization
 * @param strings how strings write dates and timestamps
 */
record AvroShape(AvroBased format, String schemaText, TextFormat strings)
    implements FileShape<GenericRecord> {

  Schema schema() {
    return parse(schemaText);
  }

  /** Parses the schema of a file as leniently as Avro does when it reads the file. */
  static Schema parse(String schemaText) {
    return new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(schemaText);
  }

  @Override
  public AvroRecordFields fields() {
    return new AvroRecordFields(schema(), strings);
  }

  @Override
  public ShapedFile<GenericRecord> open(DataFile file) {
    AvroRecordFields fields = fields();
    return new ShapedFile<>(
        new AvroFile(format.openRecords(file), strings),
        fields,
        row -> RejectedRecord.contentOf(fields.toJson(row.row())));
  }
}
