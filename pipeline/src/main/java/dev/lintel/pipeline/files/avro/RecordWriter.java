package dev.lintel.pipeline.files.avro;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroTypes;
import dev.lintel.pipeline.files.RecordFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes Avro records to a file of Avro or Parquet. Not thread-safe. A file is whole only when the
 * writer has been closed without an error.
 */
public interface RecordWriter extends Closeable {

  /**
   * Writes records of that schema.
   *
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException for another format, or if a Parquet file cannot have the
   *     schema
   */
  static RecordWriter open(RecordFormat format, Schema schema, OutputStream out)
      throws IOException {
    return switch (format) {
      case AVRO -> AvroRecordWriter.open(schema, out);
      case PARQUET -> ParquetRecordWriter.open(schema, ParquetWriter.Compression.SNAPPY, out);
      default -> throw new IllegalArgumentException("No Avro records are written as " + format);
    };
  }

  /** The Avro type, without null, in which values of a type are written to such a file. */
  static Schema schemaOf(RecordFormat format, Type type) {
    Schema schema = AvroTypes.of(type, AvroTypes.Timestamps.STRING);
    return format == RecordFormat.PARQUET ? ParquetSchema.withoutPgNumeric(schema) : schema;
  }

  /** Writes a record, which may be changed and written again afterwards. */
  void write(GenericRecord record) throws IOException;

  /** Ends the file and closes the stream that it was written to. */
  @Override
  void close() throws IOException;
}
