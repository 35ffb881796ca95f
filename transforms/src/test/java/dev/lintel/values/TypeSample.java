package dev.lintel.values;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A value of one type, for the tests that walk over all types.
 *
 * @param value the value
 * @param higher a value that sorts after it, while its text sorts before it if the type allows
 * @param json the value as JSON
 */
record TypeSample(Value value, Value higher, String json) {

  Type type() {
    return value.getType();
  }

  /** The value as text: strings are not quoted. */
  String text() {
    return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
  }

  /** An array of the value and null; empty if no such array exists. */
  Optional<TypeSample> array() {
    return ScalarTypes.find(type().getCode())
        .map(
            scalar ->
                array(scalar.array(type(), Arrays.asList(scalar.getter().apply(value), null))));
  }

  private TypeSample array(Value array) {
    return new TypeSample(array, array, "[" + json + ",null]");
  }

  /**
   * Returns the sample of the type of a code.
   *
   * @throws IllegalArgumentException if there is none yet
   */
  static TypeSample of(Code code) throws ReflectiveOperationException {
    return switch (code) {
      case BOOL -> of(Type.bool(), false, true, "false");
      case INT64 -> of(Type.int64(), 9L, 10L, "\"9\"");
      case PG_OID -> of(Type.pgOid(), 9L, 10L, "\"9\"");
      case ENUM -> of(Type.protoEnum("music.Genre"), 9L, 10L, "\"9\"");
      case FLOAT32 -> of(Type.float32(), 9.5f, 10.5f, "9.5");
      case FLOAT64 -> of(Type.float64(), 9.5, 10.5, "9.5");
      case NUMERIC ->
          of(Type.numeric(), new BigDecimal("9.123456789"), BigDecimal.TEN, "\"9.123456789\"");
      case PG_NUMERIC -> of(Type.pgNumeric(), "9.50", "10", "\"9.50\"");
      case STRING -> of(Type.string(), "Z", "a", "\"Z\"");
      case JSON -> of(Type.json(), "[9]", "[10]", "\"[9]\"");
      case PG_JSONB -> of(Type.pgJsonb(), "[9]", "[10]", "\"[9]\"");
      case BYTES -> of(Type.bytes(), bytes(0x7F), bytes(0xFF), "\"fw==\"");
      case PROTO -> of(Type.proto("music.Song"), bytes(0x7F), bytes(0xFF), "\"fw==\"");
      case TIMESTAMP ->
          of(
              Type.timestamp(),
              Timestamp.ofTimeSecondsAndNanos(-1, 999_999_999),
              Timestamp.ofTimeSecondsAndNanos(0, 0),
              "\"1969-12-31T23:59:59.999999999Z\"");
      case DATE ->
          of(
              Type.date(),
              Date.fromYearMonthDay(2024, 2, 29),
              Date.fromYearMonthDay(2024, 12, 31),
              "\"2024-02-29\"");
      case UUID ->
          of(
              Type.uuid(),
              new UUID(1, 2),
              new UUID(-1, -1),
              "\"00000000-0000-0001-0000-000000000002\"");
      case INTERVAL ->
          of(
              Type.interval(),
              Interval.fromMonthsDaysNanos(9 * 12, 3, BigInteger.valueOf(5_000_000_000L)),
              Interval.ofMonths(10 * 12),
              "\"P9Y3DT5S\"");
      case STRUCT -> {
        Struct struct = Struct.newBuilder().set("a").to(9).build();
        yield of(struct.getType(), struct, struct, "{\"a\":\"9\"}");
      }
      case ARRAY -> of(Code.INT64).array().orElseThrow();
      case UNRECOGNIZED -> unrecognized();
      default -> throw new IllegalArgumentException("No sample for the type code " + code);
    };
  }

  private static TypeSample of(Type type, Object object, Object higher, String json) {
    ScalarType<?> scalar = ScalarTypes.of(type);
    return new TypeSample(scalar.value(type, object), scalar.value(type, higher), json);
  }

  private static ByteArray bytes(int single) {
    return ByteArray.copyFrom(new byte[] {(byte) single});
  }

  /** What the client makes of a column whose type is newer than the client. */
  private static TypeSample unrecognized() throws ReflectiveOperationException {
    Method typeOf = Type.class.getDeclaredMethod("unrecognized", com.google.spanner.v1.Type.class);
    Method valueOf =
        Value.class.getDeclaredMethod("unrecognized", com.google.protobuf.Value.class, Type.class);
    typeOf.setAccessible(true);
    valueOf.setAccessible(true);
    Object type =
        typeOf.invoke(null, com.google.spanner.v1.Type.newBuilder().setCodeValue(9999).build());
    Object value =
        valueOf.invoke(
            null, com.google.protobuf.Value.newBuilder().setStringValue("new").build(), type);
    return new TypeSample((Value) value, (Value) value, "\"new\"");
  }
}
