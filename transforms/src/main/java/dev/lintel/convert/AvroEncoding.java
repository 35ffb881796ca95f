package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Converts plain objects of a Spanner type to Avro scalars; see {@link AvroTypes} and {@link
 * LogicalAvroTypes}.
 */
final class AvroEncoding {
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private AvroEncoding() {}

  /** Returns the conversion; empty if values of the type are not written in that schema. */
  static Optional<Function<Object, Object>> encoder(Schema schema, Type type) {
    Function<Object, Object> encoder =
        switch (type.getCode()) {
          case TIMESTAMP ->
              schema.getType() == Schema.Type.LONG ? timestampEncoder(schema) : text(type);
          case PG_NUMERIC ->
              schema.getType() == Schema.Type.STRING
                  ? Function.identity()
                  : number -> ByteBuffer.wrap(Decimals.encodedPgNumeric((String) number));
          case NUMERIC ->
              schema.getType() == Schema.Type.FIXED
                  ? number -> fixed(schema, Decimals.encoded((BigDecimal) number))
                  : number -> ByteBuffer.wrap(Decimals.encoded((BigDecimal) number));
          case BYTES, PROTO -> bytes -> ByteBuffer.wrap(((ByteArray) bytes).toByteArray());
          case DATE -> schema.getType() == Schema.Type.INT ? AvroEncoding::epochDay : text(type);
          case UUID ->
              schema.getType() == Schema.Type.FIXED ? uuid -> fixed(schema, uuid) : text(type);
          case INTERVAL -> text(type);
          default -> Function.identity();
        };
    return isSchemaOf(schema, type) ? Optional.of(encoder) : Optional.empty();
  }

  /**
   * Returns whether {@link AvroTypes} or {@link LogicalAvroTypes} gives the type that schema, or
   * the schema is a string for a PostgreSQL numeric.
   */
  private static boolean isSchemaOf(Schema schema, Type type) {
    if (type.getCode() == Type.Code.PG_NUMERIC && schema.getType() == Schema.Type.STRING) {
      return true;
    }
    return Stream.concat(
            Arrays.stream(AvroTypes.Timestamps.values()).map(form -> AvroTypes.of(type, form)),
            LogicalAvroTypes.UNITS.stream().map(unit -> LogicalAvroTypes.of(type, unit)))
        .anyMatch(own -> own.getType() == schema.getType() && sameEncoding(own, schema));
  }

  /** The text of a UUID or document does not depend on the logical type; that of a number does. */
  private static boolean sameEncoding(Schema own, Schema other) {
    return own.getType() == Schema.Type.STRING
        || Stream.of(LogicalType.LOGICAL_TYPE_PROP, "precision", "scale")
            .allMatch(name -> Objects.equals(own.getObjectProp(name), other.getObjectProp(name)));
  }

  private static Function<Object, Object> text(Type type) {
    return ScalarText.printer(ScalarTypes.of(type).javaClass())::apply;
  }

  private static Integer epochDay(Object date) {
    var day = (Date) date;
    return (int) LocalDate.of(day.getYear(), day.getMonth(), day.getDayOfMonth()).toEpochDay();
  }

  private static Function<Object, Object> timestampEncoder(Schema schema) {
    TimestampUnit unit = LogicalAvroTypes.unitOf(schema);
    boolean exact = LogicalAvroTypes.isExact(schema);
    int nanosPerUnit = NANOS_PER_SECOND / unit.perSecond();
    return datum -> {
      var timestamp = (Timestamp) datum;
      if (exact && timestamp.getNanos() % nanosPerUnit != 0) {
        throw new Unconvertible("a timestamp with nanoseconds, in a column of microseconds");
      }
      // Rounded towards 1970, because the first second of the range does not begin within it.
      boolean before = timestamp.getSeconds() < 0;
      long seconds = before ? timestamp.getSeconds() + 1 : timestamp.getSeconds();
      int nanos = before ? timestamp.getNanos() - NANOS_PER_SECOND : timestamp.getNanos();
      try {
        return Math.addExact(
            Math.multiplyExact(seconds, (long) unit.perSecond()),
            Math.floorDiv(nanos, nanosPerUnit));
      } catch (ArithmeticException e) {
        throw new Unconvertible(
            "a timestamp before 1678 or after 2261, in a column of nanoseconds");
      }
    };
  }

  private static GenericData.Fixed fixed(Schema schema, Object datum) {
    var uuid = (UUID) datum;
    var bytes = ByteBuffer.allocate(schema.getFixedSize());
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return new GenericData.Fixed(schema, bytes.array());
  }

  /** Fills up the front of a two's complement. */
  private static GenericData.Fixed fixed(Schema schema, byte[] number) {
    var bytes = new byte[schema.getFixedSize()];
    int start = bytes.length - number.length;
    Arrays.fill(bytes, 0, start, (byte) (number[0] < 0 ? -1 : 0));
    System.arraycopy(number, 0, bytes, start, number.length);
    return new GenericData.Fixed(schema, bytes);
  }
}
