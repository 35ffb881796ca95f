package dev.lintel.pipeline.files;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The records of one file, in order; a malformed one is followed by the next. If the file itself
 * cannot be read further, {@link #hasNext} throws {@link UnreadableFileException}. Not thread-safe.
 *
 * @param <R> a row: fields, a JSON object, an Avro record
 */
public interface RecordReader<R> extends Iterator<FileRecord<R>>, Closeable {

  /** Whether reading can begin at other places than the start of the file. */
  default boolean isSeekable() {
    return false;
  }

  /**
   * The place after the record that was returned last, if the file {@link #isSeekable}. By its
   * offset, a record belongs to one part of the file, wherever the file is cut.
   */
  default FilePlace place() {
    throw new UnsupportedOperationException("The file can only be read from its start");
  }

  /**
   * Goes to the first record that begins at the offset of a place or after it, if the file {@link
   * #isSeekable}. Called before a record is returned.
   *
   * @param place its skipped records are left to the caller
   */
  default void startAt(FilePlace place) {
    throw new UnsupportedOperationException("The file can only be read from its start");
  }

  /**
   * Where the file can be cut. Called on a reader that is used for nothing else.
   *
   * @param bytes the size of a part; parts may be larger
   */
  default FileCuts cuts(long bytes) {
    return FileCuts.none();
  }
}
