package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A reader that keeps what it has delivered from a mark on, so that a parser's input can be had
 * back as it was and read again. Positions count characters from the start.
 */
final class ReplayableReader extends Reader {
  /**
   * No record may be longer. A cell of Spanner is at most 10 MiB, so nothing longer can be a row of
   * ordinary columns, whereas an unclosed quote would take in the rest of the file.
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

  /** Forgets what lies before; nothing but what follows is kept. */
  void mark(long position) {
    mark = index(position);
    full = false;
  }

  /** Delivers again from there, which is not before the mark. */
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

  /** True if there is a character there, which is read if need be. */
  boolean has(long position) throws IOException {
    while (index(position) >= limit) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /** The reason why the source could not be read, if that is why a parser gave up. */
  @Nullable IOException failure() {
    return failure;
  }

  /** True if the parser gave up because the record is longer than may be. */
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
