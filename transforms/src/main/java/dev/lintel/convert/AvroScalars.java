package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/** Converts Avro scalars of a schema to plain objects of a Spanner type. */
final class AvroScalars {
  /** The scale that Google's import assumes if the schema gives none. */
  private static final int DEFAULT_SCALE = 9;

  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int UUID_BYTES = 16;
  private static final int INT96_BYTES = 12;

  private AvroScalars() {}

  /** Returns the conversion; empty if no value of the schema fits the type. */
  static Optional<Function<Object, Object>> decoder(Schema schema, Type.Code type) {
    return Optional.ofNullable(
        switch (schema.getType()) {
          case BOOLEAN -> ofBoolean(type);
          case INT, LONG -> ofInteger(schema, type);
          case FLOAT, DOUBLE -> ofFloat(schema, type);
          case ENUM -> type == Type.Code.STRING ? Object::toString : null;
          case STRING -> text -> ScalarText.parser(type).apply(text.toString());
          case BYTES, FIXED -> ofBytes(schema, type);
          default -> null;
        });
  }

  private static Function<Object, Object> ofBoolean(Type.Code type) {
    return type == Type.Code.BOOL ? datum -> datum : null;
  }

  private static Function<Object, Object> ofInteger(Schema schema, Type.Code type) {
    String logicalType = String.valueOf(schema.getProp(LogicalType.LOGICAL_TYPE_PROP));
    return switch (logicalType) {
      case "decimal", AvroTypes.INTEGER_DECIMAL ->
          ofDecimal(schema.getObjectProp("scale") instanceof Integer scale ? scale : 0, type);
      case AvroTypes.UNSIGNED ->
          schema.getType() == Schema.Type.INT
              ? ofUnsigned(
                  datum -> BigDecimal.valueOf(Integer.toUnsignedLong((Integer) datum)), type)
              : ofUnsigned(datum -> new BigDecimal(Long.toUnsignedString((Long) datum)), type);
      default -> ofSigned(schema, logicalType, type);
    };
  }

  private static Function<Object, Object> ofSigned(
      Schema schema, String logicalType, Type.Code type) {
    return switch (type) {
      case INT64, ENUM -> AvroScalars::integer;
      case FLOAT64 -> datum -> exactDouble(BigDecimal.valueOf(integer(datum)));
      case NUMERIC -> datum -> BigDecimal.valueOf(integer(datum));
      case PG_NUMERIC, STRING -> Object::toString;
      case DATE ->
          logicalType.equals("date")
              ? datum -> DateTimeText.date(LocalDate.ofEpochDay(integer(datum)))
              : null;
      case TIMESTAMP -> {
        int unitsPerSecond = timestampUnits(schema);
        yield unitsPerSecond == 0
            ? null
            : datum -> DateTimeText.sinceEpoch(integer(datum), unitsPerSecond);
      }
      default -> null;
    };
  }

  /** Converts an unsigned integer, which Parquet stores in the bits of a signed one. */
  private static Function<Object, Object> ofUnsigned(
      Function<Object, BigDecimal> number, Type.Code type) {
    return switch (type) {
      case INT64, ENUM -> number.andThen(AvroScalars::int64);
      case FLOAT64 -> number.andThen(AvroScalars::exactDouble);
      case NUMERIC -> number.andThen(Function.identity());
      case PG_NUMERIC, STRING -> number.andThen(BigDecimal::toPlainString);
      default -> null;
    };
  }

  /** Converts a decimal that Parquet stores in an integer. Avro has no such decimals. */
  private static Function<Object, Object> ofDecimal(int scale, Type.Code type) {
    Function<Object, BigDecimal> number = datum -> BigDecimal.valueOf(integer(datum), scale);
    return switch (type) {
      case NUMERIC -> number.andThen(Function.identity());
      case PG_NUMERIC, STRING -> number.andThen(BigDecimal::toPlainString);
      case INT64, ENUM -> scale == 0 ? AvroScalars::integer : null;
      case FLOAT64 -> scale == 0 ? number.andThen(AvroScalars::exactDouble) : null;
      default -> null;
    };
  }

  private static Function<Object, Object> ofFloat(Schema schema, Type.Code type) {
    boolean single = schema.getType() == Schema.Type.FLOAT;
    return switch (type) {
      case FLOAT32 -> single ? datum -> datum : null;
      case FLOAT64 -> datum -> ((Number) datum).doubleValue();
      case STRING -> Object::toString;
      default -> null;
    };
  }

  private static Function<Object, Object> ofBytes(Schema schema, Type.Code type) {
    boolean fixed = schema.getType() == Schema.Type.FIXED;
    LogicalType logicalType = schema.getLogicalType();
    return switch (type) {
      case BYTES, PROTO -> datum -> ByteArray.copyFrom(bytes(datum));
      case NUMERIC -> {
        if (isPgNumeric(schema)) {
          yield datum -> ScalarText.decimal(Decimals.pgNumeric(bytes(datum)));
        }
        if (logicalType instanceof LogicalTypes.Decimal decimal) {
          yield datum -> decimal(datum, decimal.getScale());
        }
        yield fixed ? null : datum -> decimal(datum, DEFAULT_SCALE);
      }
      case PG_NUMERIC -> {
        if (logicalType instanceof LogicalTypes.Decimal decimal && !isPgNumeric(schema)) {
          yield datum -> Decimals.pgNumeric(decimal(datum, decimal.getScale()));
        }
        yield fixed ? null : datum -> Decimals.pgNumeric(bytes(datum));
      }
      case UUID -> fixed && schema.getFixedSize() == UUID_BYTES ? AvroScalars::uuid : null;
      case TIMESTAMP -> fixed && schema.getFixedSize() == INT96_BYTES ? AvroScalars::int96 : null;
      default -> null;
    };
  }

  /** Returns how many units of the timestamp make a second; 0 if it is not a timestamp. */
  private static int timestampUnits(Schema schema) {
    if (schema.getType() == Schema.Type.INT) {
      return 0;
    }
    String logicalType = schema.getProp(LogicalType.LOGICAL_TYPE_PROP);
    if (logicalType == null) {
      return 1_000_000;
    }
    return switch (logicalType) {
      case "timestamp-millis", "local-timestamp-millis" -> 1_000;
      case "timestamp-micros", "local-timestamp-micros" -> 1_000_000;
      case "timestamp-nanos", "local-timestamp-nanos" -> NANOS_PER_SECOND;
      default -> 0;
    };
  }

  private static boolean isPgNumeric(Schema schema) {
    return schema.getType() == Schema.Type.BYTES
        && schema.getObjectProp("precision") instanceof Number precision
        && schema.getObjectProp("scale") instanceof Number scale
        && precision.intValue() == AvroTypes.PG_NUMERIC_PRECISION
        && scale.intValue() == AvroTypes.PG_NUMERIC_SCALE;
  }

  private static Long integer(Object datum) {
    return ((Number) datum).longValue();
  }

  private static Object int64(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new Unconvertible("not a 64-bit integer");
    }
  }

  private static Object exactDouble(BigDecimal integer) {
    double nearest = integer.doubleValue();
    if (new BigDecimal(nearest).compareTo(integer) != 0) {
      throw new Unconvertible("an integer that FLOAT64 cannot hold exactly");
    }
    return nearest;
  }

  private static BigDecimal decimal(Object datum, int scale) {
    byte[] bytes = bytes(datum);
    if (bytes.length == 0) {
      throw new Unconvertible("a decimal without digits");
    }
    return new BigDecimal(new BigInteger(bytes), scale);
  }

  private static byte[] bytes(Object datum) {
    if (datum instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = ((ByteBuffer) datum).duplicate();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static UUID uuid(Object datum) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(datum));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Converts Parquet's old timestamp: nanoseconds of the day, then Julian day, little-endian. */
  private static Object int96(Object datum) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(datum)).order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = bytes.getLong();
    long day = (long) bytes.getInt() - JULIAN_DAY_OF_EPOCH;
    return DateTimeText.timestamp(
        day * SECONDS_PER_DAY + Math.floorDiv(nanosOfDay, (long) NANOS_PER_SECOND),
        (int) Math.floorMod(nanosOfDay, (long) NANOS_PER_SECOND));
  }
}
