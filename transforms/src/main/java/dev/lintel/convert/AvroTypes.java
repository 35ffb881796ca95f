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

  private static final int NUMERIC_PRECISION = 38;
  private static final int NUMERIC_SCALE = 9;

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
    String logicalType = String.valueOf(schema.getProp(LogicalType.LOGICAL_TYPE_PROP));
    return switch (schema.getType()) {
      case BOOLEAN -> Optional.of(Type.bool());
      case INT, LONG -> Optional.of(typeOfInteger(schema, logicalType));
      case FLOAT -> Optional.of(Type.float32());
      case DOUBLE -> Optional.of(Type.float64());
      case ENUM -> Optional.of(Type.string());
      case STRING -> Optional.of(typeOfString(logicalType));
      case BYTES, FIXED -> Optional.of(typeOfBytes(schema, logicalType));
      case ARRAY ->
          typeOf(schema.getElementType())
              .filter(element -> element.getCode() != Type.Code.ARRAY)
              .map(Type::array);
      default -> Optional.empty();
    };
  }

  private static Type typeOfString(String logicalType) {
    return switch (logicalType) {
      case "uuid" -> Type.uuid();
      case AvroAnnotations.JSON -> Type.json();
      default -> Type.string();
    };
  }

  private static Type typeOfInteger(Schema schema, String logicalType) {
    return switch (logicalType) {
      case "date" -> Type.date();
      case "decimal" -> typeOfDecimal(schema);
      case "time-millis", "time-micros", AvroAnnotations.TIME_NANOS -> Type.string();
      // INT64 has no room for the upper half of the unsigned longs.
      case UNSIGNED -> schema.getType() == Schema.Type.INT ? Type.int64() : Type.numeric();
      default -> logicalType.contains("timestamp-") ? Type.timestamp() : Type.int64();
    };
  }

  private static Type typeOfBytes(Schema schema, String logicalType) {
    if (schema.getType() == Schema.Type.FIXED && schema.getName().equals(PARQUET_INT96)) {
      return Type.timestamp();
    }
    return switch (logicalType) {
      case "decimal" -> typeOfDecimal(schema);
      case "uuid" -> Type.uuid();
      case "duration" -> Type.string();
      case AvroAnnotations.FLOAT16 -> Type.float32();
      default -> Type.bytes();
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
