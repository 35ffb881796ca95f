package dev.lintel.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The characters of a text from a mark on, read as far as they are asked for, so that a parser can
 * go back to the mark. Positions count characters from the start of the text. Not thread-safe.
 */
final class TextWindow implements Closeable {
  /** What {@link #at} returns after the last character. */
  static final int END = -1;

  /**
   * The limit for a record. A cell of Spanner has at most 10 MiB, so nothing longer can be a row of
   * ordinary columns; without a limit, an unclosed quote would extend to the end of the file.
   */
  private static final int MAX_RECORD_CHARACTERS = 1 << 25;

  private static final int INITIAL_CHARACTERS = 1 << 16;

  private Reader source;
  private final int maxRecordCharacters;
  private char[] buffer = new char[INITIAL_CHARACTERS];
  private long base;
  private int mark;
  private int limit;
  private boolean endOfSource;
  private boolean full;

  TextWindow(Reader source) {
    this(source, MAX_RECORD_CHARACTERS);
  }

  TextWindow(Reader source, int maxRecordCharacters) {
    this.source = source;
    this.maxRecordCharacters = maxRecordCharacters;
  }

  int maxRecordCharacters() {
    return maxRecordCharacters;
  }

  /** Sets the mark; the characters before it are no longer kept. */
  void mark(long position) {
    mark = index(position);
    full = false;
  }

  /** The character at that position, or {@link #END}; reads as far as necessary. */
  int at(long position) throws IOException {
    int index = index(position);
    if (index < limit) {
      return buffer[index];
    }
    return has(position) ? buffer[index(position)] : END;
  }

  String text(long from, long to) {
    return new String(buffer, index(from), (int) (to - from));
  }

  /** The position after so many line breaks (CR, LF or CRLF), or the end of the input. */
  long afterLines(long from, long lines) throws IOException {
    long position = from;
    for (long i = 0; i < lines && has(position); i++) {
      position = afterLine(position);
    }
    return position;
  }

  /** The position of the first character that is no line break, or the end of the input. */
  long afterLineBreaks(long from) throws IOException {
    long position = from;
    while (has(position) && isLineBreak(charAt(position))) {
      position++;
    }
    return position;
  }

  /** The number of line breaks between. */
  long lines(long from, long to) {
    long lines = 0;
    for (int i = index(from), end = index(to); i < end; i++) {
      if (buffer[i] == '\n' || (buffer[i] == '\r' && (i + 1 == end || buffer[i + 1] != '\n'))) {
        lines++;
      }
    }
    return lines;
  }

  /** The number of bytes of the text between, in the file that {@link Utf8Reader} reads. */
  long bytes(long from, long to) {
    long bytes = to - from;
    for (int i = index(from), end = index(to); i < end; i++) {
      char c = buffer[i];
      if (c >= 0x80) {
        if (!Character.isSurrogate(c)) {
          bytes += c < 0x800 ? 1 : 2;
        } else if (Character.isHighSurrogate(c)) {
          bytes += 2;
          i++;
        }
      }
    }
    return bytes;
  }

  /** How many bytes the file has before the first character. */
  int markBytes() {
    return source instanceof Utf8Reader utf8 ? utf8.markBytes() : 0;
  }

  /** Forgets what was read, and goes on with another text, whose positions begin at 0. */
  void restart(Reader otherSource) {
    source = otherSource;
    base = 0;
    mark = 0;
    limit = 0;
    endOfSource = false;
    full = false;
  }

  /** The position {@code to} or before, without the line breaks that end the text. */
  long withoutLineBreaks(long from, long to) {
    long end = to;
    while (end > from && isLineBreak(charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Whether there is a character at that position; reads as far as necessary. */
  boolean has(long position) throws IOException {
    while (index(position) >= limit) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /** Whether reading failed because the record is longer than the limit. */
  boolean isFull() {
    return full;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private long afterLine(long from) throws IOException {
    long position = from;
    while (has(position)) {
      char c = charAt(position++);
      if (c == '\n') {
        return position;
      }
      if (c == '\r') {
        return has(position) && charAt(position) == '\n' ? position + 1 : position;
      }
    }
    return position;
  }

  private boolean fill() throws IOException {
    if (endOfSource) {
      return false;
    }
    if (limit == buffer.length) {
      makeRoom();
    }
    int count = source.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      endOfSource = true;
      return false;
    }
    limit += count;
    return true;
  }

  private void makeRoom() throws IOException {
    if (mark >= buffer.length / 2) {
      System.arraycopy(buffer, mark, buffer, 0, limit - mark);
      base += mark;
      limit -= mark;
      mark = 0;
    } else if (buffer.length < maxRecordCharacters) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else {
      full = true;
      throw new IOException("record too long");
    }
  }

  private char charAt(long position) {
    return buffer[index(position)];
  }

  private int index(long position) {
    return (int) (position - base);
  }

  static boolean isLineBreak(int c) {
    return c == '\n' || c == '\r';
  }
}
