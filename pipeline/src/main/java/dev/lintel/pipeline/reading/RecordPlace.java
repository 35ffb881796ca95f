package dev.lintel.pipeline.reading;

import dev.lintel.pipeline.files.FilePlace;
import java.util.Comparator;

/**
 * A record of a list of files.
 *
 * @param file the number of the file
 * @param offset the byte that the record belongs to
 * @param number its number among the records of that offset, from 1
 */
record RecordPlace(int file, long offset, long number) implements Comparable<RecordPlace> {
  private static final Comparator<RecordPlace> ORDER =
      Comparator.comparingInt(RecordPlace::file)
          .thenComparingLong(RecordPlace::offset)
          .thenComparingLong(RecordPlace::number);

  /** A place that no record of a file comes before. */
  static RecordPlace beginningOf(int file) {
    return at(file, 0);
  }

  /** A place before the records of an offset. */
  static RecordPlace at(int file, long offset) {
    return new RecordPlace(file, offset, 0);
  }

  /** The record before a place in a file. */
  static RecordPlace before(int file, FilePlace place) {
    return new RecordPlace(file, place.offset(), place.skipped());
  }

  boolean isBefore(RecordPlace other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(RecordPlace other) {
    return ORDER.compare(this, other);
  }
}
