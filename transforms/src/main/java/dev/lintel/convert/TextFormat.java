package dev.lintel.convert;

import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How values are written in text files. Immutable.
 *
 * <p>A field that equals the null string is null. An empty field is null too, except in a STRING or
 * BYTES column, where it is an empty value. In the format {@link #lossless}, it is never null.
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

  /** Returns the default format: no null string, ISO dates and RFC 3339 timestamps. */
  public static TextFormat defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the format that {@link ValueToText} writes: no text means null, not even the empty
   * text, and white space around a value is part of it.
   */
  public static TextFormat lossless() {
    return LOSSLESS;
  }

  /** Sets the field that means null, such as {@code \N}. */
  public TextFormat withNullString(String value) {
    return new TextFormat(lossless, value, dateFormat, timestampFormat);
  }

  /**
   * Sets the pattern of dates, of {@link java.time.format.DateTimeFormatter}, in English.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withDateFormat(String pattern) {
    PatternText.formatter(pattern);
    return new TextFormat(lossless, nullString, pattern, timestampFormat);
  }

  /**
   * Sets the pattern of timestamps, likewise. Without a zone in the pattern they are in UTC;
   * without a time of day they are at midnight.
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
