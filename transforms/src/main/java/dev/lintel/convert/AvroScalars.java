package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds what the data of an Avro type mean, and decodes them. */
final class AvroScalars {
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int UUID_BYTES = 16;
  private static final int INT96_BYTES = 12;
  private static final int DURATION_BYTES = 12;
  private static final int FLOAT16_BYTES = 2;

  private AvroScalars() {}

  /**
   * What the data of a type mean.
   *
   * @param decoder decodes a datum to the class that the meaning states
   */
  record Scalar(AvroMeaning meaning, Function<Object, Object> decoder) {}

  /** Returns the conversion; empty if data of the schema are not written to the type. */
  static Optional<Function<Object, Object>> decoder(Schema schema, Type.Code type) {
    return of(schema)
        .flatMap(
            scalar -> AvroReadings.find(scalar.meaning(), type).map(scalar.decoder()::andThen));
  }

  /** Returns what data of the schema mean; empty for a union and for null. */
  static Optional<Scalar> of(Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> scalar(AvroMeaning.BOOLEAN, datum -> datum);
      case INT, LONG -> Optional.of(ofInteger(schema));
      case FLOAT -> scalar(AvroMeaning.FLOAT, datum -> datum);
      case DOUBLE -> scalar(AvroMeaning.DOUBLE, datum -> datum);
      case ENUM -> scalar(AvroMeaning.ENUM, Object::toString);
      case STRING -> scalar(ofString(logicalType(schema)), AvroStrings::text);
      case BYTES, FIXED -> Optional.of(ofBytes(schema));
      case RECORD, MAP, ARRAY -> {
        AvroToJson document = AvroToJson.ofDocuments(schema);
        yield scalar(
            AvroMeaning.NESTED,
            datum -> StrictJson.write(document.convert(AvroStrings.requireUtf8(datum))));
      }
      default -> Optional.empty();
    };
  }

  /**
   * Returns the text of a datum that may be invalid or out of Spanner's range. Bytes that are not
   * UTF-8 are {@link SurrogateEscape}.
   */
  static String text(Schema schema, Object datum) {
    return switch (logicalType(schema)) {
      case "date" -> LocalDate.ofEpochDay(integer(datum)).toString();
      case "timestamp-millis", "local-timestamp-millis" ->
          Instant.ofEpochMilli(integer(datum)).toString();
      case "timestamp-micros", "local-timestamp-micros" ->
          Instant.EPOCH.plus(integer(datum), ChronoUnit.MICROS).toString();
      default -> AvroStrings.escaped(datum);
    };
  }

  private static Optional<Scalar> scalar(AvroMeaning meaning, Function<Object, Object> decoder) {
    return Optional.of(new Scalar(meaning, decoder));
  }

  static String logicalType(Schema schema) {
    return String.valueOf(schema.getProp(LogicalType.LOGICAL_TYPE_PROP));
  }

  private static AvroMeaning ofString(String logicalType) {
    return switch (logicalType) {
      case "uuid" -> AvroMeaning.UUID_TEXT;
      case AvroAnnotations.JSON -> AvroMeaning.JSON;
      default -> AvroMeaning.TEXT;
    };
  }

  /** A logical type of the wrong width counts as none, as Avro demands. */
  private static Scalar ofInteger(Schema schema) {
    boolean wide = schema.getType() == Schema.Type.LONG;
    return switch ((wide ? "long " : "int ") + logicalType(schema)) {
      case "int decimal",
          "long decimal",
          "int " + AvroTypes.INTEGER_DECIMAL,
          "long " + AvroTypes.INTEGER_DECIMAL -> {
        int scale = scale(schema);
        yield new Scalar(AvroMeaning.DECIMAL, datum -> BigDecimal.valueOf(integer(datum), scale));
      }
      case "int " + AvroTypes.UNSIGNED ->
          new Scalar(AvroMeaning.INTEGER, datum -> Integer.toUnsignedLong((Integer) datum));
      case "long " + AvroTypes.UNSIGNED ->
          new Scalar(
              AvroMeaning.UNSIGNED_64,
              datum -> new BigDecimal(Long.toUnsignedString((Long) datum)));
      case "int date" ->
          new Scalar(
              AvroMeaning.DATE, datum -> DateTimeText.date(LocalDate.ofEpochDay(integer(datum))));
      case "int time-millis" -> time(TimestampUnit.MILLIS);
      case "long time-micros" -> time(TimestampUnit.MICROS);
      case "long " + AvroAnnotations.TIME_NANOS -> time(TimestampUnit.NANOS);
      case "long timestamp-millis", "long local-timestamp-millis" ->
          timestamp(TimestampUnit.MILLIS);
      case "long timestamp-micros", "long local-timestamp-micros" ->
          timestamp(TimestampUnit.MICROS);
      case "long timestamp-nanos", "long local-timestamp-nanos" -> timestamp(TimestampUnit.NANOS);
      default -> new Scalar(meaningOfNumber(schema), AvroScalars::integer);
    };
  }

  /** Google's import takes any long for microseconds; in Parquet others write other units. */
  private static AvroMeaning meaningOfNumber(Schema schema) {
    String unit = schema.getProp(AvroAnnotations.TIMESTAMP_UNIT);
    if (unit != null) {
      return AvroMeaning.countOf(TimestampUnit.valueOf(unit.toUpperCase(Locale.ROOT)));
    }
    return schema.getType() == Schema.Type.LONG
            && schema.getProp(LogicalType.LOGICAL_TYPE_PROP) == null
            && schema.getProp(AvroAnnotations.PARQUET_TYPE) == null
        ? AvroMeaning.COUNT_OF_MICROS
        : AvroMeaning.INTEGER;
  }

  private static Scalar time(TimestampUnit unit) {
    long nanos = NANOS_PER_SECOND / unit.perSecond();
    long end = NANOS_PER_DAY / nanos;
    return new Scalar(
        AvroMeaning.TIME,
        datum -> {
          long count = integer(datum);
          if (count < 0 || count >= end) {
            throw new Unconvertible("not a time of day");
          }
          return LocalTime.ofNanoOfDay(count * nanos);
        });
  }

  private static Scalar timestamp(TimestampUnit unit) {
    return new Scalar(
        AvroMeaning.TIMESTAMP, datum -> DateTimeText.sinceEpoch(integer(datum), unit.perSecond()));
  }

  private static Scalar ofBytes(Schema schema) {
    int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1;
    Scalar known =
        switch (logicalType(schema)) {
          case "decimal" -> ofDecimalBytes(schema);
          case "uuid" ->
              size < 0 || size == UUID_BYTES
                  ? new Scalar(AvroMeaning.UUID, AvroScalars::uuid)
                  : null;
          case "duration" ->
              size == DURATION_BYTES
                  ? new Scalar(AvroMeaning.INTERVAL, AvroScalars::interval)
                  : null;
          case AvroAnnotations.FLOAT16 ->
              size == FLOAT16_BYTES ? new Scalar(AvroMeaning.FLOAT, AvroScalars::float16) : null;
          case AvroAnnotations.BSON -> new Scalar(AvroMeaning.BSON, AvroScalars::byteArray);
          default -> null;
        };
    if (known != null) {
      return known;
    }
    return size == INT96_BYTES && schema.getName().equals(AvroTypes.PARQUET_INT96)
        ? new Scalar(AvroMeaning.TIMESTAMP, AvroScalars::int96)
        : new Scalar(meaningOfBytes(schema, size), AvroScalars::byteArray);
  }

  private static @Nullable Scalar ofDecimalBytes(Schema schema) {
    if (isPgNumeric(schema)) {
      return new Scalar(AvroMeaning.PG_NUMERIC, datum -> Decimals.pgNumeric(bytes(datum)));
    }
    return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
        ? new Scalar(
            AvroMeaning.DECIMAL, datum -> Decimals.ofBytes(bytes(datum), decimal.getScale()))
        : null;
  }

  private static AvroMeaning meaningOfBytes(Schema schema, int size) {
    if (size >= 0) {
      return size == UUID_BYTES ? AvroMeaning.BYTES_OF_UUID : AvroMeaning.BYTES;
    }
    return schema.getProp(AvroAnnotations.PARQUET_TYPE) == null
        ? AvroMeaning.BYTES_OR_NUMBER
        : AvroMeaning.BYTES;
  }

  private static boolean isPgNumeric(Schema schema) {
    return schema.getType() == Schema.Type.BYTES
        && schema.getObjectProp("precision") instanceof Number precision
        && schema.getObjectProp("scale") instanceof Number scale
        && precision.intValue() == AvroTypes.PG_NUMERIC_PRECISION
        && scale.intValue() == AvroTypes.PG_NUMERIC_SCALE;
  }

  private static int scale(Schema schema) {
    return schema.getObjectProp("scale") instanceof Number scale ? scale.intValue() : 0;
  }

  private static Long integer(Object datum) {
    return ((Number) datum).longValue();
  }

  private static Object byteArray(Object datum) {
    return ByteArray.copyFrom(bytes(datum));
  }

  static byte[] bytes(Object datum) {
    if (datum instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = ((ByteBuffer) datum).duplicate();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static UUID uuid(Object datum) {
    byte[] bytes = bytes(datum);
    if (bytes.length != UUID_BYTES) {
      throw new Unconvertible("a UUID has 16 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** Decodes months, days and milliseconds, each an unsigned integer, little-endian. */
  private static Object interval(Object datum) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(datum)).order(ByteOrder.LITTLE_ENDIAN);
    int months = bytes.getInt();
    int days = bytes.getInt();
    long millis = Integer.toUnsignedLong(bytes.getInt());
    if (months < 0 || days < 0) {
      throw new Unconvertible("out of range, an interval has less than 2^31 months and days");
    }
    return Interval.fromMonthsDaysNanos(months, days, BigInteger.valueOf(millis * NANOS_PER_MILLI));
  }

  /** Decodes a number of 16 bits: a sign, 5 bits of exponent, 10 of fraction, little-endian. */
  private static Object float16(Object datum) {
    int bits = ByteBuffer.wrap(bytes(datum)).order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xFFFF;
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (0x400 | fraction), exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
  }

  /** Decodes Parquet's old timestamp: nanoseconds of the day, then Julian day, little-endian. */
  private static Object int96(Object datum) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(datum)).order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = bytes.getLong();
    long day = (long) bytes.getInt() - JULIAN_DAY_OF_EPOCH;
    return DateTimeText.timestamp(
        day * SECONDS_PER_DAY + Math.floorDiv(nanosOfDay, (long) NANOS_PER_SECOND),
        (int) Math.floorMod(nanosOfDay, (long) NANOS_PER_SECOND));
  }
}
