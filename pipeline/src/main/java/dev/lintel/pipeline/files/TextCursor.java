package dev.lintel.pipeline.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How far a text has been read: in characters of its window, lines, bytes and records. Not
 * thread-safe.
 */
final class TextCursor implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final @Nullable DataFile file;
  private final TextWindow window;

  private long position;
  private long line = 1;
  private long offset;
  private long records;
  private long firstOffset;

  private TextCursor(String name, @Nullable DataFile file, TextWindow window) {
    this.name = name;
    this.file = file;
    this.window = window;
  }

  /**
   * The text of a file, from its start.
   *
   * @throws UnreadableFileException if it cannot be opened
   */
  static TextCursor of(DataFile file) {
    return new TextCursor(file.name(), file, new TextWindow(new Utf8Reader(file.open())));
  }

  /** A text that is not in a file. */
  static TextCursor of(String name, TextWindow window) {
    return new TextCursor(name, null, window);
  }

  String name() {
    return name;
  }

  TextWindow window() {
    return window;
  }

  /** The position in the window. */
  long position() {
    return position;
  }

  /** The number of the line at the position, for messages. */
  long line() {
    return line;
  }

  boolean isSeekable() {
    return file != null && !file.isCompressed();
  }

  /** Moves to a later position, whose text from here on is still in the window. */
  void moveTo(long to) {
    if (to > position) {
      offset += position == 0 ? window.markBytes() : 0;
      line += line > 0 ? window.lines(position, to) : 0;
      offset += window.bytes(position, to);
      position = to;
    }
  }

  /** What was read until now is no record, such as a header. */
  void beginRecords() {
    firstOffset = offset;
    records = 0;
  }

  /** Counts a record that begins at the position; returns the place after it. */
  FilePlace countRecord() {
    records++;
    return line == 0
        ? new FilePlace(offset, 1, FilePlace.UNKNOWN, 0)
        : new FilePlace(offset, 1, records - 1, line);
  }

  /** The position of the record that was read last before a place. */
  SourcePosition positionBefore(FilePlace place) {
    return SourcePosition.before(name, place);
  }

  /** The words for how far the file could be read. */
  String afterRecords() {
    return line == 0 ? "after byte " + offset : "after record " + records;
  }

  /** Whether no record has been read, and reading began at the start of the file. */
  boolean isBeforeRecords() {
    return line > 0 && records == 0;
  }

  /**
   * Goes to a place, or to the first line that begins after it if no record is known to.
   *
   * @return false if reading simply goes on, because there is no record before the place
   */
  boolean startAt(FilePlace place, LineEnds ends) throws IOException {
    if (place.offset() <= firstOffset) {
      return false;
    }
    window.close();
    SeekableByteChannel channel = file.openSeekable();
    try {
      // If the byte before ends a line, a line begins at the offset.
      long from = place.isRecord() ? place.offset() : place.offset() - 1;
      channel.position(Math.min(from, channel.size()));
      var bytes = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
      offset = from + (place.isRecord() ? 0 : ends.skipLine(bytes));
      window.restart(Utf8Reader.ofMiddle(bytes));
    } catch (IOException | RuntimeException e) {
      CloseQuietly.close(channel, e);
      throw e;
    }
    position = 0;
    boolean isKnown = place.recordsBefore() != FilePlace.UNKNOWN && place.line() > 0;
    line = isKnown ? place.line() : 0;
    records = isKnown ? place.recordsBefore() : 0;
    return true;
  }

  /** Whether it costs little to read the file twice. */
  boolean isLocal() {
    return file != null && file.isLocal();
  }

  /** The cuts of a file that {@link #isSeekable} and whose records are lines. */
  FileCuts cuts(long bytes) {
    return FileCuts.anywhere(file, bytes);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  /** What ends a line. */
  enum LineEnds {
    /** LF, CR, or both. */
    ANY,
    /** LF; a CR is a character like any other. */
    LINE_FEED;

    /** Reads to the end of a line; returns how many bytes that were. */
    long skipLine(InputStream bytes) throws IOException {
      long count = 0;
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        count++;
        if (b == '\n') {
          return count;
        }
        if (b == '\r' && this == ANY) {
          bytes.mark(1);
          if (bytes.read() == '\n') {
            return count + 1;
          }
          bytes.reset();
          return count;
        }
      }
      return count;
    }
  }
}
