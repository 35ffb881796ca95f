package dev.lintel.pipeline.files.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The records of one schema as bytes, in Avro's binary encoding without a header, and back. Not
 * thread-safe.
 */
public final class AvroBinary {
  private final GenericDatumWriter<GenericRecord> writer;
  private final GenericDatumReader<GenericRecord> reader;
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  /** For records of that schema. */
  public AvroBinary(Schema schema) {
    this.writer = new GenericDatumWriter<>(schema);
    this.reader = new GenericDatumReader<>(schema);
  }

  /**
   * The bytes of a record.
   *
   * @throws RuntimeException what Avro throws if the record is not of the schema
   */
  public byte[] encode(GenericRecord record) {
    var bytes = new ByteArrayOutputStream();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The record of bytes that {@link #encode} returned for the same schema.
   *
   * @throws UncheckedIOException if the bytes are not such a record
   */
  public GenericRecord decode(byte[] bytes) {
    decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
