package dev.lintel.pipeline.files;

import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.options.TextFileOptions;

/** The options that say how text files are written. */
public final class TextOptions {
  private TextOptions() {}

  /** How CSV files are laid out; adds to the problems if the options contradict each other. */
  public static CsvLayout layout(TextFileOptions options, Problems problems) {
    // Without the default qualifier first: it may be the delimiter that is given.
    var layout = CsvLayout.defaults().withoutQualifier();
    try {
      layout =
          layout.withHeader(
              options.getHasHeader() ? CsvLayout.Header.FIRST_RECORD : CsvLayout.Header.NONE);
      String delimiter = options.getColumnDelimiter();
      layout = layout.withDelimiter(delimiter.equals("\\t") ? '\t' : delimiter.charAt(0));
      layout =
          options.getFieldQualifier().isEmpty()
              ? layout.withoutQualifier()
              : layout.withQualifier(options.getFieldQualifier().charAt(0));
      if (options.getEscape() != null && !options.getEscape().isEmpty()) {
        layout = layout.withEscape(options.getEscape().charAt(0));
      }
      if (options.getNullString() != null) {
        layout = layout.withNullString(options.getNullString());
      }
    } catch (IllegalArgumentException e) {
      problems.add(
          "--columnDelimiter, --fieldQualifier, --escape: they must differ from each other: "
              + e.getMessage());
    }
    return layout;
  }

  /** How values are spelled; adds to the problems what is not a pattern. */
  public static TextFormat format(TextFileOptions options, Problems problems) {
    var format = TextFormat.defaults();
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
    return format;
  }
}
