package dev.lintel.pipeline.files.avro;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes an Avro data file. */
public final class AvroRecordWriter implements RecordWriter {

  /** The marker after each block of a file; in a file without blocks it need not be random. */
  private static final byte[] NO_BLOCKS = new byte[16];

  private final DataFileWriter<GenericRecord> file;

  private AvroRecordWriter(DataFileWriter<GenericRecord> file) {
    this.file = file;
  }

  /** As the other {@code open}, compressed with Snappy as in Google's own export. */
  public static AvroRecordWriter open(Schema schema, OutputStream out) throws IOException {
    return open(schema, AvroCodec.SNAPPY, out);
  }

  /**
   * Writes records of that schema.
   *
   * @param out closed with the writer, and left to the caller if this fails
   */
  public static AvroRecordWriter open(Schema schema, AvroCodec codec, OutputStream out)
      throws IOException {
    return new AvroRecordWriter(create(schema, codec, out));
  }

  static DataFileWriter<GenericRecord> create(Schema schema, AvroCodec codec, OutputStream out)
      throws IOException {
    return newFile(schema).setCodec(codec.factory()).create(schema, out);
  }

  /**
   * Writes a file that has a schema and no records, and closes the stream. It names no codec, as in
   * Google's own export. The same schema always gives the same bytes, so a second attempt writes a
   * file with the digest that other files already contain.
   */
  public static void writeSchema(Schema schema, OutputStream out) throws IOException {
    newFile(schema).create(schema, out, NO_BLOCKS).close();
  }

  private static DataFileWriter<GenericRecord> newFile(Schema schema) {
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
