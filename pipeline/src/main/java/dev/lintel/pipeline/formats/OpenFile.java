package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.schema.Table;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
   * The fields that the table has no column for, as far as the beginning of the file shows them;
   * they are among the {@link #problems}.
   */
  default List<String> withoutColumn(Table table) {
    return List.of();
  }

  /**
   * What is wrong with all of the first records alike, so that the others are not tried; empty if
   * one of them is different.
   *
   * @param first records that were read from this file, at least one
   */
  default Optional<String> problemOfAll(List<FileRecord<R>> first, Table table) {
    return Optional.empty();
  }

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
