package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.command.Problems;

/** The options about CSV files, where they do not apply. */
final class CsvOnly {
  private CsvOnly() {}

  /** Adds each of these options that was given to the problems. */
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
