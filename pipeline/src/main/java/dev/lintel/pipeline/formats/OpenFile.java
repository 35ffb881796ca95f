package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.schema.Table;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A file that {@link Format#open} has opened. Its records can be read once. Not thread-safe.
 *
 * @param <R> a record
 */
public interface OpenFile<R> extends Closeable {

  /** The records; the same reader at every call. */
  RecordReader<R> records();

  /**
   * Why the records cannot be written to the table, as far as the beginning of the file shows it;
   * empty if they can. {@link #rowsOf} throws if there are any.
   */
  List<String> problems(Table table, Mutation.Op operation);

  /**
   * Converts records to rows of the table.
   *
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  RowConversion<R> rowsOf(Table table, Mutation.Op operation);

  /** What is kept of a malformed record. */
  RejectedRecord.Content contentOf(RawText malformed);

  @Override
  default void close() throws IOException {
    records().close();
  }
}
