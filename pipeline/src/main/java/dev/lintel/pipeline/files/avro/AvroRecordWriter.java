package dev.lintel.pipeline.files.avro;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** An Avro data file, its blocks compressed by Snappy, as Google's export writes them. */
final class AvroRecordWriter implements RecordWriter {
  private final DataFileWriter<GenericRecord> file;

  private AvroRecordWriter(DataFileWriter<GenericRecord> file) {
    this.file = file;
  }

  static AvroRecordWriter open(Schema schema, OutputStream out) throws IOException {
    return new AvroRecordWriter(
        newFile(schema).setCodec(CodecFactory.snappyCodec()).create(schema, out));
  }

  static DataFileWriter<GenericRecord> newFile(Schema schema) {
    return new DataFileWriter<>(new GenericDatumWriter<>(schema));
  }

  @Override
  public void write(GenericRecord record) throws IOException {
    file.append(record);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
