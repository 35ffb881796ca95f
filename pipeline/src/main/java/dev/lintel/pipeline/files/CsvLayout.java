package dev.lintel.pipeline.files;

import java.io.Serializable;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How a CSV file is laid out: its special characters, and whether it names its columns. */
public final class CsvLayout implements Serializable {
  /** Whether the first record of a file names the columns. */
  public enum Header {
    NONE,
    FIRST_RECORD
  }

  private static final CsvLayout DEFAULTS = new CsvLayout(',', '"', null, Header.NONE);

  private final char delimiter;
  private final @Nullable Character qualifier;
  private final @Nullable Character escape;
  private final Header header;

  private CsvLayout(
      char delimiter, @Nullable Character qualifier, @Nullable Character escape, Header header) {
    this.delimiter = delimiter;
    this.qualifier = qualifier;
    this.escape = escape;
    this.header = header;
  }

  /** Commas, double quotes, a quote within quotes doubled, no header. */
  public static CsvLayout defaults() {
    return DEFAULTS;
  }

  /** The character between two fields. */
  public CsvLayout withDelimiter(char value) {
    return validated(new CsvLayout(value, qualifier, escape, header));
  }

  /** The character around a field that has special characters or line breaks in it. */
  public CsvLayout withQualifier(char value) {
    return validated(new CsvLayout(delimiter, value, escape, header));
  }

  /** Fields are never quoted; a quote is a character like any other. */
  public CsvLayout withoutQualifier() {
    return validated(new CsvLayout(delimiter, null, escape, header));
  }

  /**
   * The character that takes away the special meaning of the next. Before n, r, t, b and f it makes
   * the control character of that name; before any other letter it stands for itself, so that
   * {@code \N} stays what it is.
   */
  public CsvLayout withEscape(char value) {
    return validated(new CsvLayout(delimiter, qualifier, value, header));
  }

  public CsvLayout withHeader(Header value) {
    return new CsvLayout(delimiter, qualifier, escape, value);
  }

  public Header getHeader() {
    return header;
  }

  public Optional<Character> getEscape() {
    return Optional.ofNullable(escape);
  }

  CSVFormat format() {
    return CSVFormat.Builder.create()
        .setDelimiter(delimiter)
        .setQuote(qualifier)
        .setEscape(escape)
        .setIgnoreEmptyLines(true)
        .setRecordSeparator('\n')
        .get();
  }

  /** Two equal characters or a line break are refused with commons-csv's own message. */
  private static CsvLayout validated(CsvLayout layout) {
    layout.format();
    return layout;
  }
}
