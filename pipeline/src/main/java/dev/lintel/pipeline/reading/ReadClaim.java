package dev.lintel.pipeline.reading;

import dev.lintel.pipeline.files.FilePlace;

/** What a reader asks its {@link ReadRangeTracker} for. */
sealed interface ReadClaim {

  /**
   * To output the record that it has just read.
   *
   * @param file the number of its file
   * @param after the place after it
   */
  record OfRecord(int file, FilePlace after) implements ReadClaim {}

  /** To stop after the record that was claimed last, because the bundle is large enough. */
  record OfPause() implements ReadClaim {}

  /**
   * To output how many records were read, perhaps none: a runner wants a claim before any output.
   */
  record OfCount() implements ReadClaim {}

  /** To stop, because there are no more records. Never granted. */
  record OfEnd() implements ReadClaim {}
}
