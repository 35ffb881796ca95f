package dev.lintel.pipeline.formats;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.records.AvroRecordFields;
import dev.lintel.pipeline.records.RecordFields;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The bytes of an Avro record in its own schema.
 *
 * @param output what the records are written in
 */
record AvroRecordForm(String schemaText, AvroBased output) implements RecordForm {

  private Schema schema() {
    return AvroShape.parse(schemaText);
  }

  @Override
  public ImmutableList<Type.StructField> columns() {
    return ImmutableList.of(Type.StructField.of("record", Type.bytes()));
  }

  @Override
  public <R> RecordEncoder<R> encoder(RecordFields<R> fields, ImmutableSet<String> added) {
    var binary = new AvroBinary(schema());
    return (record, raw) ->
        List.of(Value.bytes(ByteArray.copyFrom(binary.encode((GenericRecord) record))));
  }

  @Override
  public RecordDecoder decoder(int first) {
    Schema schema = schema();
    var fields = new AvroRecordFields(schema);
    var binary = new AvroBinary(schema);
    return element -> fields.toJson(binary.decode(element.getBytes(first).toByteArray()));
  }

  @Override
  public ElementWriter open(int first, ImmutableList<Type.StructField> added, OutputStream out)
      throws IOException {
    return AvroRecordsWriter.open(schema(), output, first, added, out);
  }
}
