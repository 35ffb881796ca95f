package dev.lintel.pipeline.files;

import java.io.Serializable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a CSV file is laid out: its special characters, and whether it names its columns. Immutable
 * and thread-safe.
 *
 * @param delimiter the character between two fields
 * @param qualifier the character around a field that has special characters or line breaks in it;
 *     null if fields are never quoted
 * @param escape the character that removes the special meaning of the next one; null for no such
 *     character
 */
public record CsvLayout(
    char delimiter,
    @Nullable Character qualifier,
    @Nullable Character escape,
    Header header,
    Nulls nulls)
    implements Serializable {
  /** Whether the first record of a file names the columns. */
  public enum Header {
    NONE,
    FIRST_RECORD
  }

  /** Which fields of a file are null. */
  public enum Nulls {
    /**
     * Those whose text stands for null, quoted or not: {@link dev.lintel.convert.TextFormat} has
     * the text.
     */
    BY_TEXT,
    /** Those that are an unquoted {@code \N}; a quoted {@code \N} and an empty field are values. */
    UNQUOTED_ONLY
  }

  /** The null of {@link Nulls#UNQUOTED_ONLY}. */
  public static final String UNQUOTED_NULL = "\\N";

  private static final CsvLayout DEFAULTS =
      new CsvLayout(',', '"', null, Header.NONE, Nulls.BY_TEXT);
  private static final CsvLayout LOSSLESS =
      new CsvLayout(',', '"', null, Header.FIRST_RECORD, Nulls.UNQUOTED_ONLY);

  /**
   * Checks the characters.
   *
   * @throws IllegalArgumentException if two of them are equal, or one is a line break; with the
   *     message of commons-csv
   */
  public CsvLayout {
    CSVFormat unused = format(delimiter, qualifier, escape, nulls);
  }

  /** Commas, double quotes, a quote within quotes doubled, no header. */
  public static CsvLayout defaults() {
    return DEFAULTS;
  }

  /** The layout of {@link CsvWriter}: likewise, but with a header and unquoted nulls. */
  public static CsvLayout lossless() {
    return LOSSLESS;
  }

  /** The character between two fields. */
  public CsvLayout withDelimiter(char value) {
    return new CsvLayout(value, qualifier, escape, header, nulls);
  }

  /** The character around a field that has special characters or line breaks in it. */
  public CsvLayout withQualifier(char value) {
    return new CsvLayout(delimiter, value, escape, header, nulls);
  }

  /** Fields are never quoted; a quote is a character like any other. */
  public CsvLayout withoutQualifier() {
    return new CsvLayout(delimiter, null, escape, header, nulls);
  }

  /**
   * The character that removes the special meaning of the next one. Before n, r, t, b and f it
   * stands for the control character of that name; before any other letter it stands for itself, so
   * {@code \N} is not changed.
   */
  public CsvLayout withEscape(char value) {
    return new CsvLayout(delimiter, qualifier, value, header, nulls);
  }

  public CsvLayout withHeader(Header value) {
    return new CsvLayout(delimiter, qualifier, escape, value, nulls);
  }

  /** Which fields are null; {@link Nulls#BY_TEXT} by default. */
  public CsvLayout withNulls(Nulls value) {
    return new CsvLayout(delimiter, qualifier, escape, header, value);
  }

  CSVFormat format() {
    return format(delimiter, qualifier, escape, nulls);
  }

  private static CSVFormat format(
      char delimiter, @Nullable Character qualifier, @Nullable Character escape, Nulls nulls) {
    CSVFormat.Builder format =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setQuote(qualifier)
            .setEscape(escape)
            .setIgnoreEmptyLines(true)
            .setRecordSeparator('\n');
    if (nulls == Nulls.UNQUOTED_ONLY) {
      // In this mode the parser, too, distinguishes quoted fields from others.
      format.setQuoteMode(QuoteMode.ALL_NON_NULL).setNullString(UNQUOTED_NULL);
    }
    return format.get();
  }
}
