package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Type.Code;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableTable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The table of readings: for each meaning of Avro and Parquet data, the Spanner types that they are
 * written to, with the conversion. What is not in the table is refused before anything is read.
 *
 * <p>Nothing is in it that would lose what the data mean: a date is no number, although it is
 * stored as one.
 */
final class AvroReadings {
  private static final ImmutableList<Code> OF_TEXT =
      ImmutableList.of(
          Code.BOOL,
          Code.INT64,
          Code.ENUM,
          Code.FLOAT32,
          Code.FLOAT64,
          Code.NUMERIC,
          Code.PG_NUMERIC,
          Code.STRING,
          Code.BYTES,
          Code.PROTO,
          Code.DATE,
          Code.TIMESTAMP,
          Code.JSON,
          Code.PG_JSONB,
          Code.UUID);

  private static final ImmutableTable<AvroMeaning, Code, Function<Object, Object>> TABLE = table();

  private AvroReadings() {}

  /** Returns the conversion of decoded data to plain objects of the type; empty if refused. */
  static Optional<Function<Object, Object>> find(AvroMeaning meaning, Code type) {
    return Optional.ofNullable(TABLE.get(meaning, type));
  }

  /** Returns the types that data of the meaning are written to. */
  static ImmutableList<Code> typesOf(AvroMeaning meaning) {
    return TABLE.row(meaning).keySet().asList();
  }

  private static ImmutableTable<AvroMeaning, Code, Function<Object, Object>> table() {
    var table = new Builder();
    table
        .row(AvroMeaning.BOOLEAN)
        .put(Code.BOOL, datum -> datum)
        .put(Code.STRING, Object::toString)
        .json(Object::toString);
    table.row(AvroMeaning.INTEGER).integer();
    for (TimestampUnit unit : TimestampUnit.values()) {
      table
          .row(AvroMeaning.countOf(unit))
          .put(Code.TIMESTAMP, count -> DateTimeText.sinceEpoch((Long) count, unit.perSecond()))
          .integer();
    }
    for (AvroMeaning decimal : ImmutableList.of(AvroMeaning.UNSIGNED_64, AvroMeaning.DECIMAL)) {
      table
          .row(decimal)
          .put(Code.NUMERIC, datum -> datum)
          .put(Code.PG_NUMERIC, number -> Decimals.pgNumeric((BigDecimal) number))
          .put(Code.INT64, number -> int64((BigDecimal) number))
          .put(Code.ENUM, number -> int64((BigDecimal) number))
          .put(Code.FLOAT64, number -> nearestDouble((BigDecimal) number))
          .put(Code.STRING, number -> ((BigDecimal) number).toPlainString())
          .json(number -> ((BigDecimal) number).toPlainString());
    }
    table
        .row(AvroMeaning.PG_NUMERIC)
        .put(Code.NUMERIC, text -> ScalarText.decimal((String) text))
        .put(Code.PG_NUMERIC, datum -> datum)
        .put(Code.STRING, datum -> datum);
    table
        .row(AvroMeaning.FLOAT)
        .put(Code.FLOAT32, datum -> datum)
        .put(Code.FLOAT64, number -> ((Float) number).doubleValue())
        .put(Code.INT64, number -> wholeNumber(((Float) number).doubleValue()))
        .put(Code.STRING, Object::toString)
        .json(number -> finite(((Float) number).doubleValue(), number));
    table
        .row(AvroMeaning.DOUBLE)
        .put(Code.FLOAT64, datum -> datum)
        .put(Code.INT64, number -> wholeNumber((Double) number))
        .put(Code.STRING, Object::toString)
        .json(number -> finite((Double) number, number));
    OF_TEXT.forEach(
        type -> {
          Function<String, Object> parser = ScalarText.parser(type);
          table.row(AvroMeaning.TEXT).put(type, text -> parser.apply((String) text));
        });
    table.row(AvroMeaning.ENUM).put(Code.STRING, datum -> datum);
    table
        .row(AvroMeaning.JSON)
        .put(Code.STRING, datum -> datum)
        .put(Code.BYTES, text -> ByteArray.copyFrom((String) text))
        .json(text -> (String) text);
    table.row(AvroMeaning.NESTED).json(text -> (String) text);
    table.row(AvroMeaning.BYTES).put(Code.BYTES, datum -> datum).put(Code.PROTO, datum -> datum);
    table
        .row(AvroMeaning.BYTES_OR_NUMBER)
        .put(Code.BYTES, datum -> datum)
        .put(Code.PROTO, datum -> datum)
        .put(Code.NUMERIC, bytes -> Decimals.ofBytes(array(bytes), Decimals.SCALE))
        .put(Code.PG_NUMERIC, bytes -> Decimals.pgNumeric(array(bytes)));
    table
        .row(AvroMeaning.BYTES_OF_UUID)
        .put(Code.BYTES, datum -> datum)
        .put(Code.PROTO, datum -> datum)
        .put(Code.UUID, bytes -> uuid(array(bytes)));
    table.row(AvroMeaning.BSON).put(Code.BYTES, datum -> datum);
    table
        .row(AvroMeaning.UUID_TEXT)
        .put(Code.UUID, text -> ScalarText.uuid((String) text))
        .put(Code.STRING, datum -> datum)
        .put(Code.BYTES, text -> bytes(ScalarText.uuid((String) text)));
    table
        .row(AvroMeaning.UUID)
        .put(Code.UUID, datum -> datum)
        .put(Code.STRING, Object::toString)
        .put(Code.BYTES, uuid -> bytes((UUID) uuid));
    table
        .row(AvroMeaning.DATE)
        .put(Code.DATE, datum -> datum)
        .put(Code.STRING, date -> DateTimeText.text((Date) date));
    table.row(AvroMeaning.TIME).put(Code.STRING, time -> DateTimeText.text((LocalTime) time));
    table
        .row(AvroMeaning.TIMESTAMP)
        .put(Code.TIMESTAMP, datum -> datum)
        .put(Code.STRING, timestamp -> DateTimeText.shortText((Timestamp) timestamp));
    table
        .row(AvroMeaning.INTERVAL)
        .put(Code.INTERVAL, datum -> datum)
        .put(Code.STRING, interval -> ((Interval) interval).toISO8601());
    return table.build();
  }

  private static Object int64(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new Unconvertible(
          isInteger(number) ? "not a 64-bit integer" : "a fraction, not an integer");
    }
  }

  private static boolean isInteger(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static Object wholeNumber(double number) {
    if (!Double.isFinite(number)) {
      throw new Unconvertible("not an integer");
    }
    return int64(new BigDecimal(number));
  }

  private static Object exactDouble(BigDecimal integer) {
    double nearest = integer.doubleValue();
    if (Double.isInfinite(nearest) || new BigDecimal(nearest).compareTo(integer) != 0) {
      throw new Unconvertible("an integer that FLOAT64 cannot hold exactly");
    }
    return nearest;
  }

  /** No binary fraction is 0.1, so a fraction is kept if it is printed again. */
  private static Object nearestDouble(BigDecimal number) {
    if (isInteger(number)) {
      return exactDouble(number);
    }
    if (!FloatingPoint.FLOAT64.keeps(number)) {
      throw new Unconvertible("a number that FLOAT64 cannot hold exactly");
    }
    return number.doubleValue();
  }

  private static String finite(double number, Object text) {
    if (!Double.isFinite(number)) {
      throw new Unconvertible("not a finite number, and JSON has no others");
    }
    return text.toString();
  }

  private static byte[] array(Object bytes) {
    return ((ByteArray) bytes).toByteArray();
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static ByteArray bytes(UUID uuid) {
    return ByteArray.copyFrom(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array());
  }

  /** Builds the table row by row. */
  private static final class Builder {
    private final ImmutableTable.Builder<AvroMeaning, Code, Function<Object, Object>> table =
        ImmutableTable.builder();
    private AvroMeaning row = AvroMeaning.BOOLEAN;

    Builder row(AvroMeaning meaning) {
      row = meaning;
      return this;
    }

    Builder put(Code type, Function<Object, Object> conversion) {
      table.put(row, type, conversion);
      return this;
    }

    /** Puts the conversions of a Long that is a number. */
    void integer() {
      put(Code.INT64, datum -> datum)
          .put(Code.ENUM, datum -> datum)
          .put(Code.FLOAT64, number -> exactDouble(BigDecimal.valueOf((Long) number)))
          .put(Code.NUMERIC, number -> BigDecimal.valueOf((Long) number))
          .put(Code.PG_NUMERIC, Object::toString)
          .put(Code.STRING, Object::toString)
          .json(Object::toString);
    }

    /** Puts the conversion to the text of a document, which both types of documents check. */
    void json(Function<Object, String> document) {
      put(Code.JSON, datum -> StrictJson.json(document.apply(datum)));
      put(Code.PG_JSONB, datum -> StrictJson.jsonb(document.apply(datum)));
    }

    ImmutableTable<AvroMeaning, Code, Function<Object, Object>> build() {
      return table.buildOrThrow();
    }
  }
}
