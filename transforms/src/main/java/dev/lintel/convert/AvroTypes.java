package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The Avro types of Spanner's types, as Google's export writes them. Pure; safe to call from any
 * thread.
 */
public final class AvroTypes {

  /** How timestamps are written. */
  public enum Timestamps {
    /** As text, to the nanosecond: {@code 2024-02-29T12:34:56.123456789Z}. */
    STRING,
    /** As a long of the logical type {@code timestamp-micros}, rounded down to microseconds. */
    MICROS
  }

  /**
   * The logical type of an int or a long whose bits are an unsigned integer. Avro has no such type,
   * but files of other formats have.
   */
  public static final String UNSIGNED = "unsigned";

  /**
   * The logical type of an int or a long that is a decimal, with its precision and scale. Avro's
   * own {@code decimal} is one of bytes, and Avro warns of every other.
   */
  public static final String INTEGER_DECIMAL = "integer-decimal";

  static final int NUMERIC_PRECISION = 38;
  static final int NUMERIC_SCALE = 9;

  /** The name that Parquet's reader gives to the schema of old timestamps of twelve bytes. */
  static final String PARQUET_INT96 = "INT96";

  /** Marks a PostgreSQL numeric, which has an encoding of its own, in Google's export. */
  static final int PG_NUMERIC_PRECISION = 147_455;

  static final int PG_NUMERIC_SCALE = 16_383;

  private AvroTypes() {}

  /**
   * Returns the schema of values of a type that are not null. The elements of an array may be null,
   * whatever its column allows. Every call returns a new schema.
   *
   * @throws IllegalArgumentException if no column has the type, like STRUCT
   */
  public static Schema of(Type type, Timestamps timestamps) {
    return switch (type.getCode()) {
      case BOOL -> Schema.create(Schema.Type.BOOLEAN);
      case INT64, ENUM, PG_OID -> Schema.create(Schema.Type.LONG);
      case FLOAT32 -> Schema.create(Schema.Type.FLOAT);
      case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
      case STRING, DATE, JSON, PG_JSONB, INTERVAL -> Schema.create(Schema.Type.STRING);
      case BYTES, PROTO -> Schema.create(Schema.Type.BYTES);
      case NUMERIC ->
          LogicalTypes.decimal(NUMERIC_PRECISION, NUMERIC_SCALE)
              .addToSchema(Schema.create(Schema.Type.BYTES));
      case PG_NUMERIC -> pgNumeric();
      case UUID -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
      case TIMESTAMP -> timestamp(timestamps);
      case ARRAY -> Schema.createArray(nullable(of(type.getArrayElementType(), timestamps)));
      default -> throw new IllegalArgumentException("No column has the type " + type);
    };
  }

  /**
   * Returns the type that data of a schema most likely have: the inverse of {@link #of}, also for
   * files that others have written. A union with null counts as its other branch. A single datum
   * may still be invalid, like a text that is not a UUID. Empty for schemas without a type:
   * records, maps, unions of several types and arrays of arrays.
   */
  public static Optional<Type> typeOf(Schema schema) {
    if (schema.isUnion()) {
      List<Schema> branches =
          schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
      return branches.size() == 1 ? typeOf(branches.get(0)) : Optional.empty();
    }
    return switch (schema.getType()) {
      case ARRAY ->
          typeOf(schema.getElementType())
              .filter(element -> element.getCode() != Type.Code.ARRAY)
              .map(Type::array);
      case RECORD, MAP -> Optional.empty();
      default -> AvroScalars.of(schema).map(scalar -> typeOf(scalar.meaning(), schema));
    };
  }

  private static Type typeOf(AvroMeaning meaning, Schema schema) {
    return switch (meaning) {
      case BOOLEAN -> Type.bool();
      case INTEGER, COUNT_OF_SECONDS, COUNT_OF_MILLIS, COUNT_OF_MICROS, COUNT_OF_NANOS ->
          Type.int64();
      // INT64 has no room for the upper half of the unsigned longs.
      case UNSIGNED_64 -> Type.numeric();
      case DECIMAL -> typeOfDecimal(schema);
      case PG_NUMERIC -> Type.pgNumeric();
      case FLOAT -> Type.float32();
      case DOUBLE -> Type.float64();
      case TEXT, ENUM, TIME, INTERVAL -> Type.string();
      case JSON, NESTED -> Type.json();
      case BYTES, BYTES_OR_NUMBER, BYTES_OF_UUID, BSON -> Type.bytes();
      case UUID, UUID_TEXT -> Type.uuid();
      case DATE -> Type.date();
      case TIMESTAMP -> Type.timestamp();
    };
  }

  private static Type typeOfDecimal(Schema schema) {
    int scale = schema.getObjectProp("scale") instanceof Integer known ? known : 0;
    return schema.getObjectProp("precision") instanceof Integer precision
            && precision <= NUMERIC_PRECISION
            && scale <= NUMERIC_SCALE
            && precision - scale <= NUMERIC_PRECISION - NUMERIC_SCALE
        ? Type.numeric()
        : Type.pgNumeric();
  }

  /** Returns the union of null, which is its first branch, and a schema. */
  public static Schema nullable(Schema type) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
  }

  private static Schema timestamp(Timestamps timestamps) {
    return switch (timestamps) {
      case STRING -> Schema.create(Schema.Type.STRING);
      case MICROS -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    };
  }

  /** Sets the properties only, not Avro's decimal type, whose bytes are different. */
  private static Schema pgNumeric() {
    Schema schema = Schema.create(Schema.Type.BYTES);
    schema.addProp(LogicalType.LOGICAL_TYPE_PROP, "decimal");
    schema.addProp("precision", PG_NUMERIC_PRECISION);
    schema.addProp("scale", PG_NUMERIC_SCALE);
    return schema;
  }
}
