package dev.lintel.pipeline.cli;

import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.FailureMessage;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends log records to the console. They come through java.util.logging, to which slf4j is bound
 * here as on the workers of Dataflow.
 */
final class Logging {

  enum Detail {
    /** Warnings and errors, a line each. */
    WARNINGS,
    /** Messages at INFO too, and stack traces. */
    ALL
  }

  private static final Map<Level, String> NAMES =
      Map.of(Level.SEVERE, "ERROR", Level.WARNING, "WARN", Level.INFO, "INFO");

  private Logging() {}

  /** Replaces the logging that the process has had so far. */
  static void start(Console console, Detail detail) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(detail == Detail.ALL ? Level.INFO : Level.WARNING);
    root.addHandler(new ConsoleHandler(console, detail));
  }

  /**
   * False for warnings of Beam that mean nothing: it looks for remaining temporary files in a
   * folder that it has just deleted, and warns that the folder does not exist; and the Flink runner
   * warns whenever it is asked whether a job is over that is not.
   */
  private static boolean isWorthShowing(LogRecord record) {
    String message = String.valueOf(record.getMessage());
    return !message.startsWith("Failed to match temporary files under")
        && !message.startsWith("Job is not finished in");
  }

  private static final class ConsoleHandler extends Handler {
    private final Console console;

    ConsoleHandler(Console console, Detail detail) {
      this.console = console;
      setFormatter(new OneLine(detail));
      // The root's level is not enough, as a library may set the level of its own loggers.
      setLevel(detail == Detail.ALL ? Level.INFO : Level.WARNING);
      setFilter(Logging::isWorthShowing);
    }

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        console.line(getFormatter().format(record));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class OneLine extends Formatter {
    private final Detail detail;

    OneLine(Detail detail) {
      this.detail = detail;
    }

    @Override
    public String format(LogRecord record) {
      String logger = String.valueOf(record.getLoggerName());
      StringBuilder line = new StringBuilder();
      line.append(NAMES.getOrDefault(record.getLevel(), levelName(record)))
          .append(' ')
          .append(logger.substring(logger.lastIndexOf('.') + 1))
          .append(": ")
          .append(formatMessage(record).strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
      Throwable thrown = record.getThrown();
      if (thrown != null && detail == Detail.ALL) {
        line.append('\n').append(FailureMessage.stackTraceOf(thrown));
      } else if (thrown != null) {
        line.append(": ").append(FailureMessage.of(thrown));
      }
      return line.toString();
    }

    private static String levelName(LogRecord record) {
      return record.getLevel().getName().toUpperCase(Locale.ROOT);
    }
  }
}
