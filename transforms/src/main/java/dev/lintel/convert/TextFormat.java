package dev.lintel.convert;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How values are written in text files. Immutable.
 *
 * <p>An empty field is null, except in a STRING or BYTES column, where it is an empty value. In the
 * format {@link #lossless}, it is never null.
 *
 * @param isLossless whether the format is that of {@link ValueToText}
 * @param dateFormat the pattern of dates; null for ISO 8601
 * @param timestampFormat the pattern of timestamps; null for RFC 3339
 * @param jsonStrings what a JSON string is where a document is expected, in JSON Lines or in an
 *     array of JSON
 */
public record TextFormat(
    boolean isLossless,
    @Nullable String dateFormat,
    @Nullable String timestampFormat,
    JsonStrings jsonStrings)
    implements Serializable {
  private static final TextFormat DEFAULTS =
      new TextFormat(false, null, null, JsonStrings.DOCUMENT);
  private static final TextFormat LOSSLESS =
      new TextFormat(true, null, null, JsonStrings.DOCUMENT);

  /**
   * Checks the patterns.
   *
   * @throws IllegalArgumentException if one of them is not a pattern
   */
  public TextFormat {
    checkPattern(dateFormat);
    checkPattern(timestampFormat);
  }

  /** Returns the default format: ISO dates and RFC 3339 timestamps. */
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

  /**
   * Sets the pattern of dates, of {@link java.time.format.DateTimeFormatter}, in English.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withDateFormat(String pattern) {
    return new TextFormat(isLossless, pattern, timestampFormat, jsonStrings);
  }

  /**
   * Sets the pattern of timestamps, likewise. Without a zone in the pattern they are in UTC;
   * without a time of day they are at midnight.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withTimestampFormat(String pattern) {
    return new TextFormat(isLossless, dateFormat, pattern, jsonStrings);
  }

  /** Sets what a JSON string is where a document is expected; by default the document's text. */
  public TextFormat withJsonStrings(JsonStrings value) {
    return new TextFormat(isLossless, dateFormat, timestampFormat, value);
  }

  private static void checkPattern(@Nullable String pattern) {
    if (pattern != null) {
      PatternText.formatter(pattern);
    }
  }
}
