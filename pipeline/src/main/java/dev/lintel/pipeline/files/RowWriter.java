package dev.lintel.pipeline.files;

import com.google.cloud.spanner.StructReader;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the rows of one result to one file. Not thread-safe.
 *
 * <p>A file is complete only when the writer has been closed without an error. After an error from
 * writing or closing, it has to be deleted.
 */
public interface RowWriter extends Closeable {

  /**
   * Writes the row on which a {@code ResultSet} stands, or a Struct, whose columns are those that
   * the writer was opened with, in their order.
   */
  void write(StructReader row) throws IOException;

  /** Ends the file and closes the stream that it was written to. */
  @Override
  void close() throws IOException;
}
