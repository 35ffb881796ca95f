package dev.lintel.pipeline.files;

/**
 * Counts what is unpacked of a file whose format compresses its parts: blocks of Avro, pages of
 * Parquet. A part is in memory as a whole, so its size is checked before, or while it is unpacked.
 * Not thread-safe.
 */
public final class UnpackedParts {
  private final DataFile file;
  private String place = "";
  private long storedBefore;
  private long stored;
  private long contentBefore;
  private long content;

  public UnpackedParts(DataFile file) {
    this.file = file;
  }

  /**
   * Begins another part.
   *
   * @param storedBytes how many bytes of the file it has
   */
  public void begin(long storedBytes) {
    storedBefore += stored;
    stored = storedBytes;
    contentBefore += content;
    content = 0;
  }

  /** Where the next parts are, for messages: "in row group 2". */
  public void at(String next) {
    this.place = next;
  }

  /**
   * Checks that the part may have so much content.
   *
   * @param bytes of the part so far, or in all
   * @throws UnreadableFileException if it is more than {@link UnpackLimit} allows for the part, or
   *     for all parts that have been read
   */
  public void check(long bytes) {
    content = bytes;
    String refusal = file.limit().refusalAtOnce(content, stored);
    if (refusal == null) {
      refusal = file.limit().refusal(contentBefore + content, storedBefore + stored);
    }
    if (refusal != null) {
      throw refused(refusal);
    }
  }

  /**
   * Checks what a file says of the content of several parts, before they are read.
   *
   * @param bytes of all of them
   * @param storedBytes how many bytes of the file they have
   * @throws UnreadableFileException if it is more than {@link UnpackLimit} allows
   */
  public void checkStated(long bytes, long storedBytes) {
    String refusal = file.limit().refusal(bytes, storedBytes);
    if (refusal != null) {
      throw refused(refusal);
    }
  }

  private UnreadableFileException refused(String refusal) {
    return new UnreadableFileException(file.name(), "unpacks " + place + " to " + refusal, null);
  }
}
