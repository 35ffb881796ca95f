package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.CsvDialect;

/** The options about text, where they do not apply. */
final class TextOnly {
  private TextOnly() {}

  /** Adds each of the options about CSV files that was given to the problems. */
  static void checkLayout(EnrichOptions options, String why, Problems problems) {
    add(options.getFieldNames() != null, "fieldNames", why, problems);
    add(options.getCsvDialect() != CsvDialect.PLAIN, "csvDialect", why, problems);
    add(options.getHasHeader() != null, "hasHeader", why, problems);
    add(options.getColumnDelimiter() != null, "columnDelimiter", why, problems);
    add(options.getFieldQualifier() != null, "fieldQualifier", why, problems);
    add(options.getEscape() != null, "escape", why, problems);
    add(options.getNullString() != null, "nullString", why, problems);
    add(options.getTrailingDelimiter() != null, "trailingDelimiter", why, problems);
  }

  /** Adds each of the options about text that was given to the problems. */
  static void check(EnrichOptions options, String why, Problems problems) {
    checkLayout(options, why, problems);
    add(options.getDateFormat() != null, "dateFormat", why, problems);
    add(options.getTimestampFormat() != null, "timestampFormat", why, problems);
    add(options.getBytesFormat() != null, "bytesFormat", why, problems);
    add(options.getTimeZone() != null, "timeZone", why, problems);
  }

  private static void add(boolean given, String option, String why, Problems problems) {
    if (given) {
      problems.add("--%s %s".formatted(option, why));
    }
  }
}
