package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.command.Problems;

/** The options that say how CSV files are to be read, where there are none. */
final class CsvOnly {
  private CsvOnly() {}

  /** Adds to the problems each of them that was given. */
  static void check(EnrichOptions options, String why, Problems problems) {
    add(options.getFieldNames() != null, "fieldNames", why, problems);
    add(options.getHasHeader(), "hasHeader", why, problems);
    add(options.getEscape() != null, "escape", why, problems);
    add(options.getNullString() != null, "nullString", why, problems);
    add(options.getDateFormat() != null, "dateFormat", why, problems);
    add(options.getTimestampFormat() != null, "timestampFormat", why, problems);
  }

  private static void add(boolean given, String option, String why, Problems problems) {
    if (given) {
      problems.add("--%s %s".formatted(option, why));
    }
  }
}
