package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A reader that keeps the characters that it has delivered since a mark, so that the input of a
 * parser can be read again. Positions count characters from the start.
 */
final class ReplayableReader extends Reader {
  /**
   * The limit for a record. A cell of Spanner has at most 10 MiB, so nothing longer can be a row of
   * ordinary columns; without a limit, an unclosed quote would extend to the end of the file.
   */
  private static final int MAX_RECORD_CHARACTERS = 1 << 25;

  private static final int INITIAL_CHARACTERS = 1 << 16;

  private final Reader source;
  private final int maxRecordCharacters;
  private char[] buffer = new char[INITIAL_CHARACTERS];
  private long base;
  private int mark;
  private int next;
  private int limit;
  private boolean endOfSource;
  private boolean full;
  private @Nullable IOException failure;

  ReplayableReader(Reader source) {
    this(source, MAX_RECORD_CHARACTERS);
  }

  ReplayableReader(Reader source, int maxRecordCharacters) {
    this.source = source;
    this.maxRecordCharacters = maxRecordCharacters;
  }

  int maxRecordCharacters() {
    return maxRecordCharacters;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - next);
    System.arraycopy(buffer, next, target, offset, count);
    next += count;
    return count;
  }

  /** Sets the mark; the characters before it are no longer kept. */
  void mark(long position) {
    mark = index(position);
    full = false;
  }

  /** Delivers again from that position, which must not be before the mark. */
  void rewind(long position) {
    next = index(position);
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
    while (has(position) && isLineBreak(at(position))) {
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

  /** The position {@code to} or before, without the line breaks that end the text. */
  long withoutLineBreaks(long from, long to) {
    long end = to;
    while (end > from && isLineBreak(at(end - 1))) {
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

  /** Why the source could not be read, if that is why a parser failed. */
  @Nullable IOException failure() {
    return failure;
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
      char c = at(position++);
      if (c == '\n') {
        return position;
      }
      if (c == '\r') {
        return has(position) && at(position) == '\n' ? position + 1 : position;
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
    try {
      int count = source.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        endOfSource = true;
        return false;
      }
      limit += count;
      return true;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void makeRoom() throws IOException {
    if (mark >= buffer.length / 2) {
      System.arraycopy(buffer, mark, buffer, 0, limit - mark);
      base += mark;
      next -= mark;
      limit -= mark;
      mark = 0;
    } else if (buffer.length < maxRecordCharacters) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else {
      full = true;
      throw new IOException("record too long");
    }
  }

  private char at(long position) {
    return buffer[index(position)];
  }

  private int index(long position) {
    return (int) (position - base);
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
