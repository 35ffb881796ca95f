package dev.lintel.values;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The {@link ScalarType} of every type code but ARRAY. Thread-safe. */
public final class ScalarTypes {
  /** Filled by the rows below, so it has to stand before them. */
  private static final Map<Code, ScalarType<?>> BY_CODE = new EnumMap<>(Code.class);

  public static final ScalarType<Boolean> BOOL =
      row(
          Type.bool(),
          Boolean.class,
          Value::getBool,
          Value::bool,
          Value::getBoolArray,
          Value::boolArray);

  public static final ScalarType<Long> INT64 =
      row(
          Type.int64(),
          Long.class,
          Value::getInt64,
          Value::int64,
          Value::getInt64Array,
          Value::int64Array);

  public static final ScalarType<Long> PG_OID =
      row(
          Type.pgOid(),
          Long.class,
          Value::getInt64,
          Value::pgOid,
          Value::getInt64Array,
          Value::pgOidArray);

  public static final ScalarType<Long> ENUM =
      rowOfManyTypes(
          Code.ENUM,
          Long.class,
          Value::getInt64,
          (type, number) -> Value.protoEnum(number, type.getProtoTypeFqn()),
          Value::getInt64Array,
          (type, numbers) -> Value.protoEnumArray(numbers, type.getProtoTypeFqn()));

  public static final ScalarType<Float> FLOAT32 =
      row(
          Type.float32(),
          Float.class,
          Value::getFloat32,
          Value::float32,
          Value::getFloat32Array,
          Value::float32Array);

  public static final ScalarType<Double> FLOAT64 =
      row(
          Type.float64(),
          Double.class,
          Value::getFloat64,
          Value::float64,
          Value::getFloat64Array,
          Value::float64Array);

  public static final ScalarType<BigDecimal> NUMERIC =
      row(
          Type.numeric(),
          BigDecimal.class,
          Value::getNumeric,
          Value::numeric,
          Value::getNumericArray,
          Value::numericArray);

  /** By its text, because it may be NaN. */
  public static final ScalarType<String> PG_NUMERIC =
      row(
          Type.pgNumeric(),
          String.class,
          Value::getString,
          Value::pgNumeric,
          Value::getStringArray,
          Value::pgNumericArray);

  public static final ScalarType<String> STRING =
      row(
          Type.string(),
          String.class,
          Value::getString,
          Value::string,
          Value::getStringArray,
          Value::stringArray);

  public static final ScalarType<String> JSON =
      row(
          Type.json(),
          String.class,
          Value::getJson,
          Value::json,
          Value::getJsonArray,
          Value::jsonArray);

  public static final ScalarType<String> PG_JSONB =
      row(
          Type.pgJsonb(),
          String.class,
          Value::getPgJsonb,
          Value::pgJsonb,
          Value::getPgJsonbArray,
          Value::pgJsonbArray);

  public static final ScalarType<ByteArray> BYTES =
      row(
          Type.bytes(),
          ByteArray.class,
          Value::getBytes,
          Value::bytes,
          Value::getBytesArray,
          Value::bytesArray);

  public static final ScalarType<ByteArray> PROTO =
      rowOfManyTypes(
          Code.PROTO,
          ByteArray.class,
          Value::getBytes,
          (type, bytes) -> Value.protoMessage(bytes, type.getProtoTypeFqn()),
          Value::getBytesArray,
          (type, messages) -> Value.protoMessageArray(messages, type.getProtoTypeFqn()));

  public static final ScalarType<Timestamp> TIMESTAMP =
      row(
          Type.timestamp(),
          Timestamp.class,
          Value::getTimestamp,
          Value::timestamp,
          Value::getTimestampArray,
          Value::timestampArray);

  public static final ScalarType<Date> DATE =
      row(
          Type.date(),
          Date.class,
          Value::getDate,
          Value::date,
          Value::getDateArray,
          Value::dateArray);

  public static final ScalarType<UUID> UUID =
      row(
          Type.uuid(),
          UUID.class,
          Value::getUuid,
          Value::uuid,
          Value::getUuidArray,
          Value::uuidArray);

  public static final ScalarType<Interval> INTERVAL =
      row(
          Type.interval(),
          Interval.class,
          Value::getInterval,
          Value::interval,
          Value::getIntervalArray,
          Value::intervalArray);

  public static final ScalarType<Struct> STRUCT =
      rowOfManyTypes(
          Code.STRUCT,
          Struct.class,
          Value::getStruct,
          Value::struct,
          Value::getStructArray,
          Value::structArray);

  private ScalarTypes() {}

  /**
   * Finds the row of a type.
   *
   * @throws IllegalArgumentException if no scalar value has the type: it is an ARRAY, or newer than
   *     this client
   */
  public static ScalarType<?> of(Type type) {
    return find(type.getCode())
        .orElseThrow(
            () -> new IllegalArgumentException("There are no scalar values of the type " + type));
  }

  /** Finds the row of a code; empty for ARRAY and for a type that is newer than this client. */
  public static Optional<ScalarType<?>> find(Code code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  private static <T> ScalarType<T> row(
      Type type,
      Class<T> javaClass,
      Function<Value, T> getter,
      Function<T, Value> builder,
      Function<Value, List<T>> arrayGetter,
      Function<List<T>, Value> arrayBuilder) {
    return add(
        new ScalarType<>(
            type.getCode(),
            Optional.of(type),
            javaClass,
            getter,
            (sameType, object) -> builder.apply(object),
            arrayGetter,
            (sameType, objects) -> arrayBuilder.apply(objects)));
  }

  private static <T> ScalarType<T> rowOfManyTypes(
      Code code,
      Class<T> javaClass,
      Function<Value, T> getter,
      BiFunction<Type, T, Value> builder,
      Function<Value, List<T>> arrayGetter,
      BiFunction<Type, List<T>, Value> arrayBuilder) {
    return add(
        new ScalarType<>(
            code, Optional.empty(), javaClass, getter, builder, arrayGetter, arrayBuilder));
  }

  private static <T> ScalarType<T> add(ScalarType<T> row) {
    BY_CODE.put(row.code(), row);
    return row;
  }
}
