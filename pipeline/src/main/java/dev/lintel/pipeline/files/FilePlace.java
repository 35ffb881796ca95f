package dev.lintel.pipeline.files;

/**
 * A place in a file at which reading can begin: with the records that begin at a byte or after it,
 * but for the first few of them.
 *
 * @param offset a byte of the file, from 0
 * @param skipped how many of these records have been read
 * @param recordsBefore how many records begin before the offset; {@link #UNKNOWN} if reading did
 *     not start with the file
 * @param line the number of the line at the offset, from 1; 0 if it is not known, or the file is
 *     not text
 */
public record FilePlace(long offset, long skipped, long recordsBefore, long line) {
  /** The number of records before a place, if it is not known. */
  public static final long UNKNOWN = -1;

  private static final FilePlace START = new FilePlace(0, 0, 0, 1);

  /** The beginning of a file. */
  public static FilePlace start() {
    return START;
  }

  /** The first record that begins at that byte or after it. */
  public static FilePlace at(long offset) {
    return offset == 0 ? START : new FilePlace(offset, 0, UNKNOWN, 0);
  }

  /** Whether a record begins exactly there; otherwise one may, or within one of the next bytes. */
  boolean isRecord() {
    return skipped > 0 || recordsBefore != UNKNOWN;
  }

  /** Whether all of the file comes after it. */
  public boolean isStart() {
    return offset == 0 && skipped == 0;
  }
}
