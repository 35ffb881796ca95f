package dev.lintel.pipeline.files.avro;

import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes Avro records to an Avro or Parquet file. A file is complete only when the writer has been
 * closed without an error. Not thread-safe.
 */
public interface RecordWriter extends Closeable {

  /** Writes a record, which may be changed and written again afterwards. */
  void write(GenericRecord record) throws IOException;

  /** Ends the file and closes the stream that it was written to. */
  @Override
  void close() throws IOException;
}
