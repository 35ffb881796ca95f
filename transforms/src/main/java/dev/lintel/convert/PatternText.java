package dev.lintel.convert;

import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Parses dates and timestamps by a pattern that the user gives. */
final class PatternText {
  private PatternText() {}

  /**
   * Returns a strict formatter, because a lenient one reads 30 February as the 28th. It defaults
   * the era, because a strict formatter cannot derive the year from {@code yyyy} alone.
   */
  static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static Date date(String text, DateTimeFormatter formatter) {
    try {
      return DateTimeText.date(LocalDate.from(formatter.parse(text)));
    } catch (DateTimeException e) {
      throw new Unconvertible("not a date of the given dateFormat");
    }
  }

  /**
   * @param zone the time zone of a text without one; null for UTC
   */
  static Timestamp timestamp(String text, DateTimeFormatter formatter, @Nullable ZoneId zone) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      LocalDateTime local = LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
      Instant instant = local.toInstant(offset(parsed, local, zone));
      return DateTimeText.timestamp(instant.getEpochSecond(), instant.getNano());
    } catch (DateTimeException e) {
      throw new Unconvertible("not a timestamp of the given timestampFormat");
    }
  }

  /** That of the text; otherwise that of its zone, or else of the given one. */
  private static ZoneOffset offset(
      TemporalAccessor parsed, LocalDateTime local, @Nullable ZoneId given) {
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    if (offset != null) {
      return offset;
    }
    ZoneId named = parsed.query(TemporalQueries.zoneId());
    ZoneId zone = named == null ? given : named;
    return zone == null ? ZoneOffset.UTC : ZonedText.offset(local, zone);
  }
}
