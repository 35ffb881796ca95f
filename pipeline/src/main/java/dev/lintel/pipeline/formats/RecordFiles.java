package dev.lintel.pipeline.formats;

import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;

/**
 * The files that a job reads, and what it converts their records to.
 *
 * @param <K> names a file, as an element of the pipeline
 * @param <T> what a record is converted to
 */
public interface RecordFiles<K, T> extends Serializable {

  /** The name of the file, for messages. */
  String nameOf(K file);

  /**
   * Opens a file.
   *
   * @throws dev.lintel.pipeline.files.UnreadableFileException if it cannot be opened
   */
  RecordFile<?, T> open(K file) throws IOException;

  /** Whether the records of that table are read; if not, they are skipped without being counted. */
  default boolean takes(String table) {
    return true;
  }

  /** The name under which figures count the records of that table. */
  default String countedAs(String table) {
    return table;
  }

  /** How many records the file must have, skipped ones included, if that is known. */
  default OptionalLong expectedRecords(K file) {
    return OptionalLong.empty();
  }
}
