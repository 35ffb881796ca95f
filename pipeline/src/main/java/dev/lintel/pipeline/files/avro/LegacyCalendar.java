package dev.lintel.pipeline.files.avro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The calendar that Spark counted the dates and timestamps of a file in. Before version 3, and in
 * its legacy mode since, it is the Julian calendar for days before 1582-10-15. Such days are
 * converted to those that have the same date in the Gregorian calendar, as Spark itself does when
 * it reads the file: 1500-01-01 stays 1500-01-01. 1500-02-29, which only the Julian calendar has,
 * becomes 1500-03-01.
 *
 * @param isLegacy whether dates and timestamps are counted so
 * @param isLegacyInt96 whether timestamps of twelve bytes are
 * @param zone the time zone in which the timestamps of Spark had their dates
 */
record LegacyCalendar(boolean isLegacy, boolean isLegacyInt96, ZoneId zone) {
  /** The calendar of a file that says nothing about it. */
  static final LegacyCalendar NONE = new LegacyCalendar(false, false, ZoneOffset.UTC);

  private static final String VERSION = "org.apache.spark.version";
  private static final String LEGACY = "org.apache.spark.legacyDateTime";
  private static final String LEGACY_INT96 = "org.apache.spark.legacyINT96";
  private static final String ZONE = "org.apache.spark.timeZone";

  private static final long GREGORIAN_START = LocalDate.of(1582, 10, 15).toEpochDay();

  /**
   * From this day on, the old and the new time of Java are the same everywhere. Before 1900, the
   * old one, which Spark's legacy mode is based on, has no local mean times.
   */
  private static final long FIRST_DAY_WITHOUT_SHIFT = LocalDate.of(1900, 1, 3).toEpochDay();

  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);
  private static final long SECONDS_PER_DAY = TimeUnit.DAYS.toSeconds(1);
  private static final long NANOS_PER_DAY = TimeUnit.DAYS.toNanos(1);

  /**
   * The calendar that the metadata of a file state.
   *
   * @param metadata returns the value of a key, or null
   * @throws IllegalArgumentException if they name a time zone that does not exist
   */
  static LegacyCalendar of(Function<String, @Nullable String> metadata) {
    String version = metadata.apply(VERSION);
    if (version == null) {
      return NONE;
    }
    boolean beforeMarks = version.startsWith("1.") || version.startsWith("2.");
    return new LegacyCalendar(
        beforeMarks || metadata.apply(LEGACY) != null,
        beforeMarks || version.startsWith("3.0.") || metadata.apply(LEGACY_INT96) != null,
        zone(metadata.apply(ZONE)));
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "its %s is %s, which is not a time zone".formatted(ZONE, name), e);
    }
  }

  /** The correction of the numbers of a Parquet column, and of the bytes of an INT96. */
  UnaryOperator<Object> correctionOf(PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return isLegacyInt96 ? value -> int96((Binary) value) : UnaryOperator.identity();
    }
    if (isLegacy && type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation) {
      return value -> (int) day((Integer) value);
    }
    // Spark never shifted local timestamps.
    return isLegacy
            && type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
            && timestamp.isAdjustedToUTC()
        ? ofTimestamps(
            switch (timestamp.getUnit()) {
              case MILLIS -> TimeUnit.MILLISECONDS;
              case MICROS -> TimeUnit.MICROSECONDS;
              case NANOS -> TimeUnit.NANOSECONDS;
            })
        : UnaryOperator.identity();
  }

  /** The correction of the numbers of an Avro type. */
  UnaryOperator<Object> correctionOf(Schema type) {
    if (!isLegacy) {
      return UnaryOperator.identity();
    }
    return switch (String.valueOf(type.getProp(LogicalType.LOGICAL_TYPE_PROP))) {
      case "date" -> value -> (int) day((Integer) value);
      case "timestamp-millis" -> ofTimestamps(TimeUnit.MILLISECONDS);
      case "timestamp-micros" -> ofTimestamps(TimeUnit.MICROSECONDS);
      default -> UnaryOperator.identity();
    };
  }

  private UnaryOperator<Object> ofTimestamps(TimeUnit unit) {
    long perSecond = unit.convert(1, TimeUnit.SECONDS);
    return value -> {
      long units = (Long) value;
      long seconds = Math.floorDiv(units, perSecond);
      return seconds(seconds) * perSecond + Math.floorMod(units, perSecond);
    };
  }

  /** Converts a day, counted from 1970-01-01. */
  static long day(long epochDay) {
    return epochDay >= GREGORIAN_START
        ? epochDay
        : date(calendar(epochDay * MILLIS_PER_DAY, ZoneOffset.UTC)).toEpochDay();
  }

  /** Converts a time, counted in seconds from 1970-01-01 in UTC. */
  long seconds(long epochSecond) {
    long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
    if (zone.equals(ZoneOffset.UTC)) {
      return epochSecond + (day(day) - day) * SECONDS_PER_DAY;
    }
    if (day >= FIRST_DAY_WITHOUT_SHIFT) {
      return epochSecond;
    }
    Calendar old = calendar(TimeUnit.SECONDS.toMillis(epochSecond), zone);
    LocalTime time =
        LocalTime.of(
            old.get(Calendar.HOUR_OF_DAY), old.get(Calendar.MINUTE), old.get(Calendar.SECOND));
    return LocalDateTime.of(date(old), time).atZone(zone).toEpochSecond();
  }

  private Binary int96(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    long day = (long) bytes.getInt() - JULIAN_DAY_OF_EPOCH + Math.floorDiv(nanos, NANOS_PER_DAY);
    long nanosOfDay = Math.floorMod(nanos, NANOS_PER_DAY);
    long second = TimeUnit.NANOSECONDS.toSeconds(nanosOfDay);
    long corrected = seconds(day * SECONDS_PER_DAY + second);
    long nanosOfSecond = nanosOfDay - TimeUnit.SECONDS.toNanos(second);
    var result = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    result.putLong(
        TimeUnit.SECONDS.toNanos(Math.floorMod(corrected, SECONDS_PER_DAY)) + nanosOfSecond);
    result.putInt((int) Math.floorDiv(corrected, SECONDS_PER_DAY) + JULIAN_DAY_OF_EPOCH);
    return Binary.fromConstantByteArray(result.array());
  }

  /** Java's old calendar, which is the Julian one before 1582-10-15. */
  private static Calendar calendar(long epochMilli, ZoneId zone) {
    var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
    calendar.setTimeInMillis(epochMilli);
    return calendar;
  }

  private static LocalDate date(Calendar old) {
    int year = old.get(Calendar.YEAR);
    return LocalDate.of(
            old.get(Calendar.ERA) == GregorianCalendar.AD ? year : 1 - year,
            old.get(Calendar.MONTH) + 1,
            1)
        .plusDays(old.get(Calendar.DAY_OF_MONTH) - 1L);
  }
}
