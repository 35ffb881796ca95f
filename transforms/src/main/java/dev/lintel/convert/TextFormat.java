package dev.lintel.convert;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.time.ZoneId;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How values are written in text. Immutable.
 *
 * <p>In text files all of it applies. What an empty field is there, the {@link TextRules} say; in
 * the format {@link #lossless}, it is never null. In JSON, only dates, timestamps, {@link
 * #jsonBytes} and {@link #jsonStrings} apply, and in strings of Avro and Parquet only dates and
 * timestamps.
 *
 * @param isLossless whether the format is that of {@link ValueToText}
 * @param dateFormat the pattern of dates; null for ISO 8601
 * @param timestampFormat the pattern of timestamps; null for RFC 3339
 * @param timeZone the zone of timestamps that have none; null if there is no such zone
 * @param booleans how BOOL is written
 * @param bytes how BYTES is written in text files
 * @param jsonBytes how BYTES is written in strings of JSON
 * @param arrays how an ARRAY is written
 * @param rules what fields of text files are by themselves
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
    TextRules rules,
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
        TextRules.PLAIN,
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
    return toBuilder().setDateFormat(pattern).build();
  }

  /**
   * Sets the pattern of timestamps, likewise. Without a zone in the pattern they are in {@link
   * #timeZone}, or else in UTC; without a time of day they are at midnight.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  public TextFormat withTimestampFormat(String pattern) {
    return toBuilder().setTimestampFormat(pattern).build();
  }

  /**
   * Sets the zone of timestamps that have none. Without it, such a timestamp is an error, unless it
   * is of a pattern. A time that occurs twice, when clocks are set back, is the earlier one; a time
   * that does not occur, when they are set forward, is an error.
   */
  public TextFormat withTimeZone(ZoneId zone) {
    return toBuilder().setTimeZone(zone).build();
  }

  /** Sets how BOOL is written in text files; by default {@link BooleanText#WORDS}. */
  public TextFormat withBooleans(BooleanText value) {
    return toBuilder().setBooleans(value).build();
  }

  /** Sets how BYTES is written in text files; by default {@link BytesText#BASE64}. */
  public TextFormat withBytes(BytesText value) {
    return toBuilder().setBytes(value).build();
  }

  /** Sets how BYTES is written in strings of JSON; by default in base64. */
  public TextFormat withJsonBytes(BytesText value) {
    return toBuilder().setJsonBytes(value).build();
  }

  /** Sets how an ARRAY is written in text files; by default {@link ArrayText#JSON}. */
  public TextFormat withArrays(ArrayText value) {
    return toBuilder().setArrays(value).build();
  }

  /** Sets what fields of text files are by themselves; by default {@link TextRules#PLAIN}. */
  public TextFormat withRules(TextRules value) {
    return toBuilder().setRules(value).build();
  }

  /** Sets what a JSON string is where a document is expected; by default the document's text. */
  public TextFormat withJsonStrings(JsonStrings value) {
    return toBuilder().setJsonStrings(value).build();
  }

  private static void checkPattern(@Nullable String pattern) {
    if (pattern != null) {
      PatternText.formatter(pattern);
    }
  }

  private Builder toBuilder() {
    return new AutoBuilder_TextFormat_Builder(this);
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setIsLossless(boolean value);

    abstract Builder setDateFormat(@Nullable String pattern);

    abstract Builder setTimestampFormat(@Nullable String pattern);

    abstract Builder setTimeZone(@Nullable ZoneId zone);

    abstract Builder setBooleans(BooleanText value);

    abstract Builder setBytes(BytesText value);

    abstract Builder setJsonBytes(BytesText value);

    abstract Builder setArrays(ArrayText value);

    abstract Builder setRules(TextRules value);

    abstract Builder setJsonStrings(JsonStrings value);

    abstract TextFormat build();
  }
}
