package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Avro types for files whose readers go by logical types: numbers where {@link AvroTypes}, like
 * Google's export, has text. {@link ValueToAvro} loses nothing in these types: it refuses a
 * timestamp that its unit cannot hold. Pure; safe to call from any thread.
 */
public final class LogicalAvroTypes {

  /** The logical type of a string that is the text of a JSON document; Avro has none. */
  public static final String JSON = AvroAnnotations.JSON;

  /** The logical type of 16 bytes that are a UUID. */
  public static final String UUID = LogicalTypes.uuid().getName();

  /** The logical type of a long that counts nanoseconds; Avro 1.11 has none. */
  public static final String NANOS = "timestamp-nanos";

  /** The units that {@link #of} takes. */
  static final ImmutableList<TimestampUnit> UNITS =
      ImmutableList.of(TimestampUnit.MICROS, TimestampUnit.NANOS);

  /** The property of a timestamp that is not rounded; its value is {@code "true"}. */
  private static final String EXACT = "exact";

  private static final int NUMERIC_BYTES = 16;
  private static final int UUID_BYTES = 16;

  private LogicalAvroTypes() {}

  /**
   * Returns the schema of values of a type that are not null:
   *
   * <ul>
   *   <li>DATE: an int of days,
   *   <li>TIMESTAMP: a long of that unit: {@link TimestampUnit#MICROS} holds every year that
   *       Spanner has, but no nanoseconds; {@link TimestampUnit#NANOS} holds 1677-09-21 to
   *       2262-04-11,
   *   <li>NUMERIC: 16 bytes, a decimal of 38 digits with 9 of them after the point,
   *   <li>UUID: 16 bytes,
   *   <li>JSON and PostgreSQL's jsonb: a string of the logical type {@link #JSON},
   *   <li>PostgreSQL's numeric: a plain string, because no decimal has its range or its NaN,
   *   <li>ARRAY: an array of these, whose elements may be null,
   *   <li>any other type: as {@link AvroTypes} has it.
   * </ul>
   *
   * Every call returns a new schema.
   *
   * @throws IllegalArgumentException if no column has the type, like STRUCT, or if the unit is
   *     coarser than microseconds
   */
  public static Schema of(Type type, TimestampUnit unit) {
    return switch (type.getCode()) {
      case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case TIMESTAMP -> {
        Schema timestamp = timestamp(unit);
        timestamp.addProp(EXACT, String.valueOf(true));
        yield timestamp;
      }
      case NUMERIC ->
          LogicalTypes.decimal(AvroTypes.NUMERIC_PRECISION, AvroTypes.NUMERIC_SCALE)
              .addToSchema(Schema.createFixed("numeric", null, "lintel", NUMERIC_BYTES));
      case UUID -> {
        Schema uuid = Schema.createFixed("uuid", null, "lintel", UUID_BYTES);
        uuid.addProp(LogicalType.LOGICAL_TYPE_PROP, UUID);
        yield uuid;
      }
      case JSON, PG_JSONB -> {
        Schema document = Schema.create(Schema.Type.STRING);
        document.addProp(LogicalType.LOGICAL_TYPE_PROP, JSON);
        yield document;
      }
      case PG_NUMERIC -> Schema.create(Schema.Type.STRING);
      case ARRAY -> Schema.createArray(AvroTypes.nullable(of(type.getArrayElementType(), unit)));
      default -> AvroTypes.of(type, AvroTypes.Timestamps.STRING);
    };
  }

  private static Schema timestamp(TimestampUnit unit) {
    Schema timestamp = Schema.create(Schema.Type.LONG);
    return switch (unit) {
      case MICROS -> LogicalTypes.timestampMicros().addToSchema(timestamp);
      case NANOS -> {
        timestamp.addProp(LogicalType.LOGICAL_TYPE_PROP, NANOS);
        yield timestamp;
      }
      case SECONDS, MILLIS ->
          throw new IllegalArgumentException("Spanner's timestamps are finer than " + unit);
    };
  }

  /** Whether the long of a timestamp must not be rounded. */
  static boolean isExact(Schema timestamp) {
    return timestamp.getProp(EXACT) != null;
  }

  /** The unit of the long of a timestamp. */
  static TimestampUnit unitOf(Schema timestamp) {
    return NANOS.equals(timestamp.getProp(LogicalType.LOGICAL_TYPE_PROP))
        ? TimestampUnit.NANOS
        : TimestampUnit.MICROS;
  }
}
