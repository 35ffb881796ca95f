package dev.lintel.convert;

import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How values are spelt in text files. Immutable.
 *
 * <p>A field equal to the null string is null. An empty field is null too, except in a STRING or
 * BYTES column, where it is an empty value.
 */
public final class TextFormat implements Serializable {
  private static final TextFormat DEFAULTS = new TextFormat(null, null, null);

  private final @Nullable String nullString;
  private final @Nullable String dateFormat;
  private final @Nullable String timestampFormat;

  private TextFormat(
      @Nullable String nullString, @Nullable String dateFormat, @Nullable String timestampFormat) {
    this.nullString = nullString;
    this.dateFormat = dateFormat;
    this.timestampFormat = timestampFormat;
  }

  /** No null string; ISO dates and RFC 3339 timestamps. */
  public static TextFormat defaults() {
    return DEFAULTS;
  }

  /** The field that stands for null, such as {@code \N}. */
  public TextFormat withNullString(String value) {
    return new TextFormat(value, dateFormat, timestampFormat);
  }

  /**
   * The pattern of dates, as {@link java.time.format.DateTimeFormatter} defines it, in English.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withDateFormat(String pattern) {
    PatternText.formatter(pattern);
    return new TextFormat(nullString, pattern, timestampFormat);
  }

  /**
   * The pattern of timestamps, likewise. A timestamp of a pattern without a zone is in UTC; one of
   * a pattern without a time of day is at midnight.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withTimestampFormat(String pattern) {
    PatternText.formatter(pattern);
    return new TextFormat(nullString, dateFormat, pattern);
  }

  public Optional<String> getNullString() {
    return Optional.ofNullable(nullString);
  }

  public Optional<String> getDateFormat() {
    return Optional.ofNullable(dateFormat);
  }

  public Optional<String> getTimestampFormat() {
    return Optional.ofNullable(timestampFormat);
  }
}
