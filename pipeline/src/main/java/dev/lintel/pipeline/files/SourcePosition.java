package dev.lintel.pipeline.files;

/**
 * Where a record is.
 *
 * @param file the name of the file
 * @param record the number of the record, from 1, a header not counted: in the file or, if there is
 *     an offset, from there on
 * @param line the line that the record begins on, from 1; 0 if the file is not text, or there is an
 *     offset
 * @param offset a byte of the file, if reading began in its middle, so that the records and lines
 *     before are not counted; otherwise {@link #NONE}
 */
public record SourcePosition(String file, long record, long line, long offset) {
  /** The offset of a record whose number in the file is known. */
  public static final long NONE = -1;

  /** The position of a record whose number in the file is known. */
  public SourcePosition(String file, long record, long line) {
    this(file, record, line, NONE);
  }

  /** The position of the record that was read last before a place. */
  public static SourcePosition before(String file, FilePlace place) {
    return place.recordsBefore() == FilePlace.UNKNOWN
        ? new SourcePosition(file, place.skipped(), 0, place.offset())
        : new SourcePosition(file, place.recordsBefore() + place.skipped(), place.line());
  }
}
