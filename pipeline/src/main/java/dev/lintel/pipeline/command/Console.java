package dev.lintel.pipeline.command;

import java.io.PrintStream;

/**
 * The error stream, shared by messages, log records and one status line that is rewritten in place.
 *
 * <p>Thread-safe: a line never ends up in the middle of another.
 */
public final class Console {

  /** What the stream leads to. */
  public enum Kind {
    TERMINAL,
    /** A file or a log collector, where a status line cannot be taken back. */
    LOG
  }

  /** Back to the first column and erase what is there. */
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

  /** The stream itself, for what knows only streams; not while a status line is shown. */
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

  /** Replaces the status line; an empty text takes it away. Nothing in a {@link Kind#LOG}. */
  public synchronized void status(String text) {
    if (kind == Kind.TERMINAL && !text.equals(status)) {
      stream.print(ERASE + text);
      stream.flush();
      status = text;
    }
  }
}
