package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * The condition that a column is older than a period. Pure.
 *
 * @param column a TIMESTAMP or a DATE
 */
record AgeCondition(Column column, Dialect dialect) {
  private static final String DIGITS = "[0-9]{1,6}";
  private static final String YEARS =
      DIGITS + "Y(" + DIGITS + "M)?(" + DIGITS + "W)?(" + DIGITS + "D)?";
  private static final String MONTHS = DIGITS + "M(" + DIGITS + "W)?(" + DIGITS + "D)?";
  private static final String WEEKS = DIGITS + "W(" + DIGITS + "D)?";
  private static final String DATE = "(" + YEARS + "|" + MONTHS + "|" + WEEKS + "|" + DIGITS + "D)";
  private static final String MORE = "[0-9]{1,9}";
  private static final String HOURS = MORE + "H(" + MORE + "M)?(" + MORE + "S)?";
  private static final String MINUTES = MORE + "M(" + MORE + "S)?";
  private static final String TIME = "T(" + HOURS + "|" + MINUTES + "|" + MORE + "S)";

  /**
   * The pattern of an age: units in order, of which there is one at least. Without a lookahead,
   * which would be shorter: the pattern is in the metadata of a template, and Dataflow reads it as
   * a POSIX extended regular expression.
   */
  static final String AGE = "^P(" + DATE + "|" + DATE + "?" + TIME + ")$";

  /** Whether the column is of a type that has an age. */
  static boolean has(Column column) {
    return column.getType().getCode() == Type.Code.TIMESTAMP
        || column.getType().getCode() == Type.Code.DATE;
  }

  /**
   * The condition in SQL. Years and months are those of the calendar in UTC.
   *
   * @param age ISO 8601, a period, a duration, or both
   * @throws IllegalArgumentException if there is no such time, or the age of a DATE has hours
   */
  String sql(String age, Instant now) {
    int time = age.indexOf('T');
    boolean isDate = column.getType().getCode() == Type.Code.DATE;
    if (isDate && time >= 0) {
      throw new IllegalArgumentException(
          "column %s is a DATE, whose age is in days, months or years, and not %s"
              .formatted(column.getName(), age));
    }
    OffsetDateTime before;
    try {
      String days = time < 0 ? age : age.substring(0, time);
      Period period = days.equals("P") ? Period.ZERO : Period.parse(days);
      Duration duration = time < 0 ? Duration.ZERO : Duration.parse("P" + age.substring(time));
      before = now.atOffset(ZoneOffset.UTC).minus(period).minus(duration);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("there is no time so long ago as " + age, e);
    }
    // Spanner has no times before the year 1.
    if (before.getYear() < 1) {
      throw new IllegalArgumentException("there is no time so long ago as " + age);
    }
    String text = isDate ? before.toLocalDate().toString() : before.toInstant().toString();
    String type = isDate ? "DATE" : dialect == Dialect.POSTGRESQL ? "TIMESTAMPTZ" : "TIMESTAMP";
    return "%s < %s '%s'".formatted(Identifiers.quote(dialect, column.getName()), type, text);
  }
}
