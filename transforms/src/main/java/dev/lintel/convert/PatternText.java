package dev.lintel.convert;

import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
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
      var parsed =
          formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant instant;
      if (parsed instanceof ZonedDateTime zoned) {
        instant = zoned.toInstant();
      } else if (parsed instanceof LocalDateTime local) {
        instant = instant(local, zone);
      } else {
        instant = instant(LocalDate.from(parsed).atStartOfDay(), zone);
      }
      return DateTimeText.timestamp(instant.getEpochSecond(), instant.getNano());
    } catch (DateTimeException e) {
      throw new Unconvertible("not a timestamp of the given timestampFormat");
    }
  }

  private static Instant instant(LocalDateTime local, @Nullable ZoneId zone) {
    return local.toInstant(zone == null ? ZoneOffset.UTC : ZonedText.offset(local, zone));
  }
}
