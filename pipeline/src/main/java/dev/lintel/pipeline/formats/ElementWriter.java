package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Struct;
import java.io.Closeable;
import java.io.IOException;

/** Writes the records of elements to one file; see {@link RecordForm}. Not thread-safe. */
public interface ElementWriter extends Closeable {

  /** Writes the record of an element, with what was added to it. */
  void write(Struct element) throws IOException;

  /** Ends the file and closes the stream that it was written to. */
  @Override
  void close() throws IOException;
}
