package dev.lintel.pipeline.files;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a CSV file is laid out: its special characters, which fields are null, and whether it names
 * its columns. Immutable and thread-safe.
 *
 * @param delimiter the character between two fields
 * @param qualifier the character around a field that has special characters or line breaks in it;
 *     null if fields are never qualified
 * @param escape the character that changes the meaning of those after it; null for no such
 *     character. An escape that is the qualifier is no such character either: within a qualified
 *     field, two qualifiers always stand for one
 * @param sequences what the escape and the characters after it stand for
 * @param nullString a field is null if it is not qualified and its characters in the file, before
 *     escapes are replaced, are these; null if no field is null. With {@code \N}, {@code "\N"} and
 *     {@code \\N} are texts
 * @param emptyLines what an empty line is
 * @param lineBreaks whether fields have line breaks
 * @param trailingDelimiter what a delimiter at the end of a record is
 * @param fieldRules which fields a record has, and which of them are null
 */
public record CsvLayout(
    char delimiter,
    @Nullable Character qualifier,
    @Nullable Character escape,
    EscapeSequences sequences,
    @Nullable String nullString,
    EmptyLines emptyLines,
    Header header,
    CsvLineBreaks lineBreaks,
    TrailingDelimiter trailingDelimiter,
    FieldRules fieldRules)
    implements Serializable {
  /** Whether the first record of a file names the columns. */
  public enum Header {
    NONE,
    FIRST_RECORD
  }

  /** What an empty line is. */
  public enum EmptyLines {
    /** Nothing: it is skipped. */
    SKIPPED,
    /** A record, if the file has exactly one column; otherwise it is skipped. */
    OF_ONE_COLUMN
  }

  /** What a delimiter at the end of a record is. */
  public enum TrailingDelimiter {
    /** The beginning of one more field, which is empty. */
    BEGINS_FIELD,
    /** Nothing, where the record has one field more than the file has columns. */
    IGNORED
  }

  /** Which fields a record has, and which of them are null. */
  public enum FieldRules {
    /** A record has a field for each column. A field in qualifiers is not null. */
    EXACT,
    /**
     * As Google's text import of Spanner reads records: those fields are null that a record lacks
     * at its end, and the null string is null in qualifiers, too.
     */
    GOOGLE
  }

  /** The null of {@link #lossless}. */
  public static final String LOSSLESS_NULL = "\\N";

  private static final CsvLayout DEFAULTS =
      new CsvLayout(
          ',',
          '"',
          null,
          EscapeSequences.LETTERS,
          null,
          EmptyLines.SKIPPED,
          Header.NONE,
          CsvLineBreaks.AUTO,
          TrailingDelimiter.BEGINS_FIELD,
          FieldRules.EXACT);
  private static final CsvLayout LOSSLESS =
      DEFAULTS.withNullString(LOSSLESS_NULL).withHeader(Header.FIRST_RECORD);

  /**
   * Checks the characters.
   *
   * @throws IllegalArgumentException if two of them are equal, or one is a line break; with the
   *     message of commons-csv
   */
  public CsvLayout {
    escape = escape != null && escape.equals(qualifier) ? null : escape;
    CSVFormat unused = format(delimiter, qualifier, escape, nullString);
  }

  /** Commas, double quotes, a quote within quotes doubled, no null, no header. */
  public static CsvLayout defaults() {
    return DEFAULTS;
  }

  /** The layout of {@link CsvWriter}: likewise, but with a header and {@code \N} for null. */
  public static CsvLayout lossless() {
    return LOSSLESS;
  }

  /** The character between two fields. */
  public CsvLayout withDelimiter(char value) {
    return toBuilder().setDelimiter(value).build();
  }

  /** The character around a field that has special characters or line breaks in it. */
  public CsvLayout withQualifier(char value) {
    return toBuilder().setQualifier(value).build();
  }

  /** Fields are never qualified; a quote is a character like any other. */
  public CsvLayout withoutQualifier() {
    return toBuilder().setQualifier(null).build();
  }

  /** The character that changes the meaning of those after it, as {@link #sequences} says. */
  public CsvLayout withEscape(char value) {
    return toBuilder().setEscape(value).build();
  }

  /** No character changes the meaning of those after it. */
  public CsvLayout withoutEscape() {
    return toBuilder().setEscape(null).build();
  }

  /** What the escape and the characters after it stand for; {@link EscapeSequences#LETTERS}. */
  public CsvLayout withSequences(EscapeSequences value) {
    return toBuilder().setSequences(value).build();
  }

  /** The characters of a field that is null; if empty, an empty field that is not qualified is. */
  public CsvLayout withNullString(String value) {
    return toBuilder().setNullString(value).build();
  }

  /** No field is null. */
  public CsvLayout withoutNullString() {
    return toBuilder().setNullString(null).build();
  }

  public CsvLayout withEmptyLines(EmptyLines value) {
    return toBuilder().setEmptyLines(value).build();
  }

  public CsvLayout withHeader(Header value) {
    return toBuilder().setHeader(value).build();
  }

  public CsvLayout withLineBreaks(CsvLineBreaks value) {
    return toBuilder().setLineBreaks(value).build();
  }

  public CsvLayout withTrailingDelimiter(TrailingDelimiter value) {
    return toBuilder().setTrailingDelimiter(value).build();
  }

  public CsvLayout withFieldRules(FieldRules value) {
    return toBuilder().setFieldRules(value).build();
  }

  /** Whether {@link CsvWriter} writes such files. */
  boolean isLossless() {
    return withLineBreaks(CsvLineBreaks.AUTO).equals(LOSSLESS);
  }

  /** The format in which every field is qualified and null is not, for writing. */
  CSVFormat format() {
    return format(delimiter, qualifier, escape, nullString);
  }

  private static CSVFormat format(
      char delimiter,
      @Nullable Character qualifier,
      @Nullable Character escape,
      @Nullable String nullString) {
    CSVFormat.Builder format =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setQuote(qualifier)
            .setEscape(escape)
            .setRecordSeparator('\n')
            .setNullString(nullString);
    if (qualifier != null) {
      format.setQuoteMode(QuoteMode.ALL_NON_NULL);
    }
    return format.get();
  }

  private Builder toBuilder() {
    return new AutoBuilder_CsvLayout_Builder(this);
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setDelimiter(char value);

    abstract Builder setQualifier(@Nullable Character value);

    abstract Builder setEscape(@Nullable Character value);

    abstract Builder setSequences(EscapeSequences value);

    abstract Builder setNullString(@Nullable String value);

    abstract Builder setEmptyLines(EmptyLines value);

    abstract Builder setHeader(Header value);

    abstract Builder setLineBreaks(CsvLineBreaks value);

    abstract Builder setTrailingDelimiter(TrailingDelimiter value);

    abstract Builder setFieldRules(FieldRules value);

    abstract CsvLayout build();
  }
}
