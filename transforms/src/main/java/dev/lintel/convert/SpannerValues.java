package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Values of the plain Java objects that the client has for them, and back: Boolean, Long (INT64,
 * ENUM), Float, Double, BigDecimal, String (STRING, JSON, PG_JSONB, PG_NUMERIC), ByteArray (BYTES,
 * PROTO), Date, Timestamp and UUID.
 */
final class SpannerValues {
  private SpannerValues() {}

  static Value scalar(Type type, @Nullable Object object) {
    return switch (type.getCode()) {
      case BOOL -> Value.bool((Boolean) object);
      case INT64 -> Value.int64((Long) object);
      case ENUM -> Value.protoEnum((Long) object, type.getProtoTypeFqn());
      case FLOAT32 -> Value.float32((Float) object);
      case FLOAT64 -> Value.float64((Double) object);
      case NUMERIC -> Value.numeric((BigDecimal) object);
      case PG_NUMERIC -> Value.pgNumeric((String) object);
      case STRING -> Value.string((String) object);
      case JSON -> Value.json((String) object);
      case PG_JSONB -> Value.pgJsonb((String) object);
      case BYTES -> Value.bytes((ByteArray) object);
      case PROTO -> Value.protoMessage((ByteArray) object, type.getProtoTypeFqn());
      case DATE -> Value.date((Date) object);
      case TIMESTAMP -> Value.timestamp((Timestamp) object);
      case UUID -> Value.uuid((UUID) object);
      default -> throw new IllegalArgumentException("No column has the type " + type);
    };
  }

  static Value array(Type elementType, @Nullable List<@Nullable Object> elements) {
    return switch (elementType.getCode()) {
      case BOOL -> Value.boolArray(listOf(elements, Boolean.class));
      case INT64 -> Value.int64Array(listOf(elements, Long.class));
      case ENUM ->
          Value.protoEnumArray(listOf(elements, Long.class), elementType.getProtoTypeFqn());
      case FLOAT32 -> Value.float32Array(listOf(elements, Float.class));
      case FLOAT64 -> Value.float64Array(listOf(elements, Double.class));
      case NUMERIC -> Value.numericArray(listOf(elements, BigDecimal.class));
      case PG_NUMERIC -> Value.pgNumericArray(listOf(elements, String.class));
      case STRING -> Value.stringArray(listOf(elements, String.class));
      case JSON -> Value.jsonArray(listOf(elements, String.class));
      case PG_JSONB -> Value.pgJsonbArray(listOf(elements, String.class));
      case BYTES -> Value.bytesArray(listOf(elements, ByteArray.class));
      case PROTO ->
          Value.protoMessageArray(listOf(elements, ByteArray.class), elementType.getProtoTypeFqn());
      case DATE -> Value.dateArray(listOf(elements, Date.class));
      case TIMESTAMP -> Value.timestampArray(listOf(elements, Timestamp.class));
      case UUID -> Value.uuidArray(listOf(elements, UUID.class));
      default -> throw new IllegalArgumentException("No column has elements of " + elementType);
    };
  }

  /**
   * Gets the plain object of a scalar that is not null. PG_OID is a Long and INTERVAL an Interval,
   * which no column has, but a query may.
   */
  static Function<Value, Object> scalarGetter(Type type) {
    return switch (type.getCode()) {
      case BOOL -> Value::getBool;
      case INT64, ENUM, PG_OID -> Value::getInt64;
      case FLOAT32 -> Value::getFloat32;
      case FLOAT64 -> Value::getFloat64;
      case NUMERIC -> Value::getNumeric;
      case PG_NUMERIC, STRING -> Value::getString;
      case JSON -> Value::getJson;
      case PG_JSONB -> Value::getPgJsonb;
      case BYTES, PROTO -> Value::getBytes;
      case DATE -> Value::getDate;
      case TIMESTAMP -> Value::getTimestamp;
      case UUID -> Value::getUuid;
      case INTERVAL -> Value::getInterval;
      case STRUCT -> Value::getStruct;
      default -> throw new IllegalArgumentException("Not a scalar type: " + type);
    };
  }

  /** Gets the plain objects of an array that is not null; null elements are null. */
  static Function<Value, List<? extends @Nullable Object>> arrayGetter(Type elementType) {
    return switch (elementType.getCode()) {
      case BOOL -> Value::getBoolArray;
      case INT64, ENUM, PG_OID -> Value::getInt64Array;
      case FLOAT32 -> Value::getFloat32Array;
      case FLOAT64 -> Value::getFloat64Array;
      case NUMERIC -> Value::getNumericArray;
      case PG_NUMERIC, STRING -> Value::getStringArray;
      case JSON -> Value::getJsonArray;
      case PG_JSONB -> Value::getPgJsonbArray;
      case BYTES, PROTO -> Value::getBytesArray;
      case DATE -> Value::getDateArray;
      case TIMESTAMP -> Value::getTimestampArray;
      case UUID -> Value::getUuidArray;
      case INTERVAL -> Value::getIntervalArray;
      case STRUCT -> Value::getStructArray;
      default -> throw new IllegalArgumentException("Not the type of an element: " + elementType);
    };
  }

  private static <T> @Nullable List<T> listOf(
      @Nullable List<@Nullable Object> elements, Class<T> type) {
    if (elements == null) {
      return null;
    }
    var list = new ArrayList<T>(elements.size());
    for (Object element : elements) {
      list.add(type.cast(element));
    }
    return list;
  }
}
