package dev.lintel.pipeline.command;

import java.io.PrintStream;

/**
 * The error stream, shared by messages, log records and one status line that is rewritten in place.
 *
 * <p>Thread-safe: lines of several threads are not mixed.
 */
public final class Console {

  /** The other end of the stream. */
  public enum Kind {
    TERMINAL,
    /** A file or a log collector, where a status line cannot be overwritten. */
    LOG
  }

  /** Returns to the first column and erases the line. */
  private static final String ERASE = "\r\033[K";

  private final PrintStream stream;
  private final Kind kind;
  private String status = "";

  public Console(PrintStream stream, Kind kind) {
    this.stream = stream;
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The stream itself, for code that takes a stream. Not while a status line is shown. */
  public PrintStream stream() {
    return stream;
  }

  /** Prints a line above the status line. */
  public synchronized void line(String text) {
    if (status.isEmpty()) {
      stream.println(text);
    } else {
      stream.println(ERASE + text);
      stream.print(status);
    }
    stream.flush();
  }

  /** Replaces the status line; an empty text removes it. Does nothing on a {@link Kind#LOG}. */
  public synchronized void status(String text) {
    if (kind == Kind.TERMINAL && !text.equals(status)) {
      stream.print(ERASE + text);
      stream.flush();
      status = text;
    }
  }
}
