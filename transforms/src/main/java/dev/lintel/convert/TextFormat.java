package dev.lintel.convert;

import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How values are spelt in text files. Immutable.
 *
 * <p>A field equal to the null string is null. An empty field is null too, except in a STRING or
 * BYTES column, where it is an empty value; under {@link #lossless} it never is null.
 */
public final class TextFormat implements Serializable {
  private static final TextFormat DEFAULTS = new TextFormat(false, null, null, null);
  private static final TextFormat LOSSLESS = new TextFormat(true, null, null, null);

  private final boolean lossless;
  private final @Nullable String nullString;
  private final @Nullable String dateFormat;
  private final @Nullable String timestampFormat;

  private TextFormat(
      boolean lossless,
      @Nullable String nullString,
      @Nullable String dateFormat,
      @Nullable String timestampFormat) {
    this.lossless = lossless;
    this.nullString = nullString;
    this.dateFormat = dateFormat;
    this.timestampFormat = timestampFormat;
  }

  /** No null string; ISO dates and RFC 3339 timestamps. */
  public static TextFormat defaults() {
    return DEFAULTS;
  }

  /**
   * What {@link ValueToText} writes: no text stands for null, not even the empty one, so that only
   * a field that is null itself is null; and white space counts.
   */
  public static TextFormat lossless() {
    return LOSSLESS;
  }

  /** The field that stands for null, such as {@code \N}. */
  public TextFormat withNullString(String value) {
    return new TextFormat(lossless, value, dateFormat, timestampFormat);
  }

  /**
   * The pattern of dates, as {@link java.time.format.DateTimeFormatter} defines it, in English.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withDateFormat(String pattern) {
    PatternText.formatter(pattern);
    return new TextFormat(lossless, nullString, pattern, timestampFormat);
  }

  /**
   * The pattern of timestamps, likewise. A timestamp of a pattern without a zone is in UTC; one of
   * a pattern without a time of day is at midnight.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withTimestampFormat(String pattern) {
    PatternText.formatter(pattern);
    return new TextFormat(lossless, nullString, dateFormat, pattern);
  }

  boolean isLossless() {
    return lossless;
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
