package dev.lintel.pipeline.files;

import dev.lintel.convert.BytesText;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.command.Problems;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The options that say how text files are written: a dialect, and what differs from it. */
public final class TextOptions {
  private TextOptions() {}

  /** How CSV files are laid out; adds to the problems if the options contradict each other. */
  public static CsvLayout layout(TextFileOptions options, Problems problems) {
    CsvLayout dialect = options.getCsvDialect().layout();
    try {
      return new CsvLayout(
          delimiter(options.getColumnDelimiter(), dialect.delimiter()),
          character(options.getFieldQualifier(), dialect.qualifier()),
          character(options.getEscape(), dialect.escape()),
          dialect.sequences(),
          options.getNullString() == null ? dialect.nullString() : options.getNullString(),
          dialect.emptyLines(),
          options.getHasHeader() == null
              ? dialect.header()
              : options.getHasHeader() ? CsvLayout.Header.FIRST_RECORD : CsvLayout.Header.NONE,
          options.getCsvLineBreaks(),
          options.getTrailingDelimiter() == null
              ? dialect.trailingDelimiter()
              : options.getTrailingDelimiter()
                  ? CsvLayout.TrailingDelimiter.IGNORED
                  : CsvLayout.TrailingDelimiter.BEGINS_FIELD,
          dialect.fieldRules());
    } catch (IllegalArgumentException e) {
      problems.add(
          "--columnDelimiter, --fieldQualifier, --escape: they must differ from each other, and"
              + " none of them is a line break");
      return dialect;
    }
  }

  private static char delimiter(@Nullable String given, char ofDialect) {
    return given == null ? ofDialect : given.equals("\\t") ? '\t' : given.charAt(0);
  }

  private static @Nullable Character character(
      @Nullable String given, @Nullable Character ofDialect) {
    return given == null ? ofDialect : given.isEmpty() ? null : given.charAt(0);
  }

  /** How values are spelled; adds to the problems what is not a pattern or a zone. */
  public static TextFormat format(TextFileOptions options, Problems problems) {
    var format = options.getCsvDialect().format();
    if (options.getDateFormat() != null) {
      try {
        format = format.withDateFormat(options.getDateFormat());
      } catch (IllegalArgumentException e) {
        problems.add("--dateFormat: " + e.getMessage());
      }
    }
    if (options.getTimestampFormat() != null) {
      try {
        format = format.withTimestampFormat(options.getTimestampFormat());
      } catch (IllegalArgumentException e) {
        problems.add("--timestampFormat: " + e.getMessage());
      }
    }
    if (options.getBytesFormat() != null) {
      BytesText bytes = options.getBytesFormat().text();
      format = format.withBytes(bytes).withJsonBytes(bytes);
    }
    if (options.getTimeZone() != null) {
      try {
        format = format.withTimeZone(ZoneId.of(options.getTimeZone()));
      } catch (DateTimeException e) {
        problems.add(
            "--timeZone: not a zone such as Europe/Berlin, UTC or +02:00: " + e.getMessage());
      }
    }
    return format;
  }
}
