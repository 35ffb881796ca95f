package dev.lintel.convert;

import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Parses and prints ISO dates and RFC 3339 timestamps, to the nanosecond, in Spanner's range. */
final class DateTimeText {
  private static final long MIN_SECONDS = Timestamp.MIN_VALUE.getSeconds();
  private static final long MAX_SECONDS = Timestamp.MAX_VALUE.getSeconds();
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int DATE_CHARACTERS = 10;
  private static final int TIMESTAMP_CHARACTERS = 30;

  private DateTimeText() {}

  /** Parses {@code 2024-02-29}; as in SQL, month and day may have one digit. */
  static Date date(String text) {
    var scanner = new Scanner(text, "not a date such as 2024-02-29");
    LocalDate date = scanner.date();
    scanner.end();
    return date(date);
  }

  static Date date(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new Unconvertible("out of range, years are 0001 to 9999");
    }
    return Date.fromYearMonthDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  /**
   * Parses {@code 2024-02-29T12:34:56.123456789Z}, with an offset.
   *
   * @see #timestamp(String, ZoneId)
   */
  static Timestamp timestamp(String text) {
    return timestamp(text, null);
  }

  /**
   * Parses {@code 2024-02-29T12:34:56.123456789Z}. The T may be a space; the offset is {@code Z},
   * {@code UTC}, {@code +hh:mm}, {@code +hhmm}, {@code +hh} or {@code +hh:mm:ss}.
   *
   * @param zone the time zone of a text without an offset; null if it needs one
   */
  static Timestamp timestamp(String text, @Nullable ZoneId zone) {
    var scanner = new Scanner(text, "not a timestamp such as 2024-02-29T12:34:56.123456789Z");
    LocalDate date = scanner.date();
    scanner.oneOf("Tt ");
    int hour = scanner.number(2, 2, 23);
    scanner.oneOf(":");
    int minute = scanner.number(2, 2, 59);
    int second = 0;
    int nanos = 0;
    if (scanner.skip(':')) {
      second = scanner.number(2, 2, 59);
      nanos = scanner.skip('.') ? scanner.fraction() : 0;
    }
    int offset =
        zone != null && scanner.atEnd()
            ? ZonedText.offset(date.atTime(hour, minute, second), zone).getTotalSeconds()
            : scanner.offset();
    scanner.end();
    long seconds =
        date.toEpochDay() * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offset;
    return timestamp(seconds, nanos);
  }

  static Timestamp timestamp(long seconds, int nanos) {
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw new Unconvertible("out of range, years are 0001 to 9999");
    }
    return Timestamp.ofTimeSecondsAndNanos(seconds, nanos);
  }

  /**
   * Returns the timestamp that is a number of units after the start of 1970.
   *
   * @param unitsPerSecond how many units make a second: a power of ten, at most 10^9
   */
  static Timestamp sinceEpoch(long units, int unitsPerSecond) {
    int nanos =
        (int) Math.floorMod(units, (long) unitsPerSecond) * (1_000_000_000 / unitsPerSecond);
    return timestamp(Math.floorDiv(units, (long) unitsPerSecond), nanos);
  }

  /** Prints a date: {@code 0001-01-01}. */
  static String text(Date date) {
    var text = new StringBuilder(DATE_CHARACTERS);
    append(text, date.getYear(), date.getMonth(), date.getDayOfMonth());
    return text.toString();
  }

  /**
   * Prints a timestamp in UTC, with nine digits of a fraction or, if it is zero, without one:
   * {@code 2024-02-29T12:34:56.100000000Z}. The client's own text is the same but takes many times
   * as long, because it uses {@code String.format}.
   */
  static String text(Timestamp timestamp) {
    long seconds = timestamp.getSeconds();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_PER_DAY));
    int secondOfDay = (int) Math.floorMod(seconds, (long) SECONDS_PER_DAY);
    var text = new StringBuilder(TIMESTAMP_CHARACTERS);
    append(text, date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    appendDigits(text.append('T'), secondOfDay / 3600, 2);
    appendDigits(text.append(':'), secondOfDay / 60 % 60, 2);
    appendDigits(text.append(':'), secondOfDay % 60, 2);
    if (timestamp.getNanos() != 0) {
      appendDigits(text.append('.'), timestamp.getNanos(), MAX_FRACTION_DIGITS);
    }
    return text.append('Z').toString();
  }

  /** Prints a timestamp in UTC, its fraction without zeros at the end: {@code …T12:34:56.5Z}. */
  static String shortText(Timestamp timestamp) {
    String text = text(timestamp);
    if (timestamp.getNanos() == 0) {
      return text;
    }
    int end = text.length() - 1;
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + 'Z';
  }

  /** Prints a time of day, its fraction without zeros at the end: {@code 12:34:56.789}. */
  static String text(LocalTime time) {
    String text = time.toString();
    if (time.getNano() == 0) {
      return time.getSecond() == 0 ? text + ":00" : text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end);
  }

  private static void append(StringBuilder text, int year, int month, int day) {
    appendDigits(text, year, 4);
    appendDigits(text.append('-'), month, 2);
    appendDigits(text.append('-'), day, 2);
  }

  private static void appendDigits(StringBuilder text, int number, int digits) {
    int end = text.length() + digits;
    text.setLength(end);
    for (int rest = number, i = end - 1; i >= end - digits; i--, rest /= 10) {
      text.setCharAt(i, (char) ('0' + rest % 10));
    }
  }

  private static final class Scanner {
    private final String text;
    private final String expectation;
    private int position;

    Scanner(String text, String expectation) {
      this.text = text;
      this.expectation = expectation;
    }

    LocalDate date() {
      int year = number(4, 4, 9999);
      oneOf("-");
      int month = number(1, 2, 12);
      oneOf("-");
      int day = number(1, 2, 31);
      try {
        return LocalDate.of(year, month, day);
      } catch (DateTimeException e) {
        throw new Unconvertible("no such day");
      }
    }

    /** Reads a number with a number of digits in that range, at most {@code max}. */
    int number(int minDigits, int maxDigits, int max) {
      int value = 0;
      int digits = 0;
      while (digits < maxDigits && isDigit()) {
        value = value * 10 + (text.charAt(position++) - '0');
        digits++;
      }
      if (digits < minDigits || value > max) {
        throw new Unconvertible(expectation);
      }
      return value;
    }

    int fraction() {
      int start = position;
      int nanos = 0;
      while (isDigit()) {
        if (position - start == MAX_FRACTION_DIGITS) {
          throw new Unconvertible("more than 9 digits of a second");
        }
        nanos = nanos * 10 + (text.charAt(position++) - '0');
      }
      if (position == start) {
        throw new Unconvertible(expectation);
      }
      for (int digits = position - start; digits < MAX_FRACTION_DIGITS; digits++) {
        nanos *= 10;
      }
      return nanos;
    }

    /** Reads an offset and returns it in seconds, positive to the east. */
    int offset() {
      if (skip('Z') || skip('z')) {
        return 0;
      }
      int ahead = position;
      skip(' ');
      if (text.startsWith("UTC", position)) {
        position += 3;
        return 0;
      }
      position = ahead;
      if (position == text.length()) {
        throw new Unconvertible("a timestamp without an offset such as Z or +02:00");
      }
      int sign = skip('-') ? -1 : 1;
      if (sign > 0) {
        oneOf("+");
      }
      int hours = number(2, 2, 18);
      skip(':');
      int minutes = isDigit() ? number(2, 2, 59) : 0;
      // Times before the zones of today have offsets such as +00:53:28.
      int seconds = skip(':') ? number(2, 2, 59) : 0;
      return sign * (hours * 3600 + minutes * 60 + seconds);
    }

    boolean skip(char c) {
      if (position < text.length() && text.charAt(position) == c) {
        position++;
        return true;
      }
      return false;
    }

    void oneOf(String characters) {
      if (position == text.length() || characters.indexOf(text.charAt(position)) < 0) {
        throw new Unconvertible(expectation);
      }
      position++;
    }

    boolean atEnd() {
      return position == text.length();
    }

    void end() {
      if (!atEnd()) {
        throw new Unconvertible(expectation);
      }
    }

    private boolean isDigit() {
      return position < text.length()
          && text.charAt(position) >= '0'
          && text.charAt(position) <= '9';
    }
  }
}
