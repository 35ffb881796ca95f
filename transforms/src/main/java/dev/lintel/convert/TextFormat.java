package dev.lintel.convert;

import java.io.Serializable;
import java.time.ZoneId;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How values are written in text. Immutable.
 *
 * <p>In text files all of it applies. An empty field is null there, except in a STRING or BYTES
 * column, where it is an empty value; in the format {@link #lossless}, it is never null. In JSON,
 * only dates, timestamps, {@link #jsonBytes} and {@link #jsonStrings} apply, and in strings of Avro
 * and Parquet only dates and timestamps.
 *
 * @param isLossless whether the format is that of {@link ValueToText}
 * @param dateFormat the pattern of dates; null for ISO 8601
 * @param timestampFormat the pattern of timestamps; null for RFC 3339
 * @param timeZone the zone of timestamps that have none; null if there is no such zone
 * @param booleans how BOOL is written
 * @param bytes how BYTES is written in text files
 * @param jsonBytes how BYTES is written in strings of JSON
 * @param arrays how an ARRAY is written
 * @param jsonStrings what a JSON string is where a document is expected, in JSON Lines or in an
 *     array of JSON
 */
public record TextFormat(
    boolean isLossless,
    @Nullable String dateFormat,
    @Nullable String timestampFormat,
    @Nullable ZoneId timeZone,
    BooleanText booleans,
    BytesText bytes,
    BytesText jsonBytes,
    ArrayText arrays,
    JsonStrings jsonStrings)
    implements Serializable {
  private static final TextFormat DEFAULTS = format(false);
  private static final TextFormat LOSSLESS = format(true);

  /**
   * Checks the patterns.
   *
   * @throws IllegalArgumentException if one of them is not a pattern
   */
  public TextFormat {
    checkPattern(dateFormat);
    checkPattern(timestampFormat);
  }

  private static TextFormat format(boolean isLossless) {
    return new TextFormat(
        isLossless,
        null,
        null,
        null,
        BooleanText.WORDS,
        BytesText.BASE64,
        BytesText.BASE64,
        ArrayText.JSON,
        JsonStrings.DOCUMENT);
  }

  /**
   * Returns the default format: ISO dates, RFC 3339 timestamps, true and false, base64, and JSON
   * arrays.
   */
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
    return new TextFormat(
        isLossless,
        pattern,
        timestampFormat,
        timeZone,
        booleans,
        bytes,
        jsonBytes,
        arrays,
        jsonStrings);
  }

  /**
   * Sets the pattern of timestamps, likewise. Without a zone in the pattern they are in {@link
   * #timeZone}, or else in UTC; without a time of day they are at midnight.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withTimestampFormat(String pattern) {
    return new TextFormat(
        isLossless, dateFormat, pattern, timeZone, booleans, bytes, jsonBytes, arrays, jsonStrings);
  }

  /**
   * Sets the zone of timestamps that have none. Without it, such a timestamp is an error, unless it
   * is of a pattern. A time that occurs twice, when clocks are set back, is the earlier one; a time
   * that does not occur, when they are set forward, is an error.
   */
  public TextFormat withTimeZone(ZoneId zone) {
    return new TextFormat(
        isLossless,
        dateFormat,
        timestampFormat,
        zone,
        booleans,
        bytes,
        jsonBytes,
        arrays,
        jsonStrings);
  }

  /** Sets how BOOL is written in text files; by default {@link BooleanText#WORDS}. */
  public TextFormat withBooleans(BooleanText value) {
    return new TextFormat(
        isLossless,
        dateFormat,
        timestampFormat,
        timeZone,
        value,
        bytes,
        jsonBytes,
        arrays,
        jsonStrings);
  }

  /** Sets how BYTES is written in text files; by default {@link BytesText#BASE64}. */
  public TextFormat withBytes(BytesText value) {
    return new TextFormat(
        isLossless,
        dateFormat,
        timestampFormat,
        timeZone,
        booleans,
        value,
        jsonBytes,
        arrays,
        jsonStrings);
  }

  /** Sets how BYTES is written in strings of JSON; by default in base64. */
  public TextFormat withJsonBytes(BytesText value) {
    return new TextFormat(
        isLossless,
        dateFormat,
        timestampFormat,
        timeZone,
        booleans,
        bytes,
        value,
        arrays,
        jsonStrings);
  }

  /** Sets how an ARRAY is written in text files; by default {@link ArrayText#JSON}. */
  public TextFormat withArrays(ArrayText value) {
    return new TextFormat(
        isLossless,
        dateFormat,
        timestampFormat,
        timeZone,
        booleans,
        bytes,
        jsonBytes,
        value,
        jsonStrings);
  }

  /** Sets what a JSON string is where a document is expected; by default the document's text. */
  public TextFormat withJsonStrings(JsonStrings value) {
    return new TextFormat(
        isLossless,
        dateFormat,
        timestampFormat,
        timeZone,
        booleans,
        bytes,
        jsonBytes,
        arrays,
        value);
  }

  private static void checkPattern(@Nullable String pattern) {
    if (pattern != null) {
      PatternText.formatter(pattern);
    }
  }
}
