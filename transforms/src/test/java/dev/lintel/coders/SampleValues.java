package dev.lintel.coders;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.StructField;
import com.google.cloud.spanner.Value;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Extreme values of every type, including nulls and arrays. */
final class SampleValues {
  static final double NAN_WITH_PAYLOAD = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
  static final float FLOAT_NAN_WITH_PAYLOAD = Float.intBitsToFloat(0x7fc0_beef);
  static final String LONE_SURROGATE = "a\uD800b";
  static final Type PERSON =
      Type.struct(StructField.of("name", Type.string()), StructField.of("age", Type.int64()));

  private static final String PROTO_NAME = "examples.music.SingerInfo";
  private static final String ENUM_NAME = "examples.music.Genre";
  private static final UUID A_UUID = UUID.fromString("c2b1a8a0-9d5e-4f6b-8d3c-0123456789ab");

  private SampleValues() {}

  static Struct person(String name, Long age) {
    return Struct.newBuilder().set("name").to(name).set("age").to(age).build();
  }

  /** Values of all types, including nulls, arrays and structs. */
  static Stream<Value> typed() {
    return Stream.of(scalars(), arrays(), structs()).flatMap(List::stream);
  }

  /** Values without a type, which only a mutation can hold. */
  static List<Value> untyped() {
    com.google.protobuf.Value text =
        com.google.protobuf.Value.newBuilder().setStringValue("text").build();
    com.google.protobuf.Value list =
        com.google.protobuf.Value.newBuilder()
            .setListValue(ListValue.newBuilder().addValues(text).addValues(text))
            .build();
    return List.of(
        Value.untyped(text),
        Value.untyped(list),
        Value.untyped(com.google.protobuf.Value.newBuilder().setBoolValue(true).build()),
        Value.untyped(com.google.protobuf.Value.newBuilder().setNumberValue(-0.5).build()),
        Value.untyped(
            com.google.protobuf.Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build()),
        Value.untyped(com.google.protobuf.Value.getDefaultInstance()),
        Value.untyped(
            com.google.protobuf.Value.newBuilder()
                .setStructValue(
                    com.google.protobuf.Struct.newBuilder()
                        .putFields("b", text)
                        .putFields("a", list))
                .build()));
  }

  private static List<Value> scalars() {
    return List.of(
        Value.bool(true),
        Value.bool(false),
        Value.bool(null),
        Value.int64(0),
        Value.int64(Long.MIN_VALUE),
        Value.int64(Long.MAX_VALUE),
        Value.int64((Long) null),
        Value.float32(0.1f),
        Value.float32(-0.0f),
        Value.float32(Float.MIN_VALUE),
        Value.float32(Float.NEGATIVE_INFINITY),
        Value.float32(FLOAT_NAN_WITH_PAYLOAD),
        Value.float32((Float) null),
        Value.float64(0.1),
        Value.float64(-0.0),
        Value.float64(Double.MAX_VALUE),
        Value.float64(Double.POSITIVE_INFINITY),
        Value.float64(Double.NEGATIVE_INFINITY),
        Value.float64(Double.NaN),
        Value.float64(NAN_WITH_PAYLOAD),
        Value.float64((Double) null),
        Value.numeric(new BigDecimal("99999999999999999999999999999.999999999")),
        Value.numeric(new BigDecimal("-99999999999999999999999999999.999999999")),
        Value.numeric(new BigDecimal("1.500")),
        Value.numeric(new BigDecimal("1E+20")),
        Value.numeric(BigDecimal.ZERO),
        Value.numeric(null),
        Value.pgNumeric("1.50"),
        Value.pgNumeric(Value.NAN),
        Value.pgNumeric("9".repeat(1000) + ".1"),
        Value.pgNumeric(null),
        Value.string(""),
        Value.string("Zürich 東京 \uD83D\uDE80 \0"),
        Value.string(LONE_SURROGATE),
        Value.string("x".repeat(100_000)),
        Value.string(null),
        Value.json("{\"a\": [1, null]}"),
        Value.json(null),
        Value.pgJsonb("{\"b\": 1e400}"),
        Value.pgJsonb(null),
        Value.pgOid(4_294_967_295L),
        Value.pgOid((Long) null),
        Value.protoMessage(ByteArray.copyFrom(new byte[] {8, 1}), PROTO_NAME),
        Value.protoMessage((ByteArray) null, PROTO_NAME),
        Value.protoEnum(3L, ENUM_NAME),
        Value.protoEnum((Long) null, ENUM_NAME),
        Value.bytes(ByteArray.copyFrom(new byte[0])),
        Value.bytes(ByteArray.copyFrom(new byte[] {-1})),
        Value.bytes(ByteArray.copyFrom(new byte[] {-1, 0})),
        Value.bytes(ByteArray.copyFrom(new byte[] {-1, 0, 127})),
        Value.bytesFromBase64("/w"),
        Value.bytesFromBase64("/x=="),
        Value.bytesFromBase64("AAF="),
        Value.bytesFromBase64("not base64"),
        Value.bytes(null),
        Value.timestamp(Timestamp.MIN_VALUE),
        Value.timestamp(Timestamp.MAX_VALUE),
        Value.timestamp(Timestamp.ofTimeSecondsAndNanos(-1, 999_999_999)),
        Value.timestamp(Timestamp.ofTimeMicroseconds(0)),
        Value.timestamp(Value.COMMIT_TIMESTAMP),
        Value.timestamp(null),
        Value.date(Date.fromYearMonthDay(1, 1, 1)),
        Value.date(Date.fromYearMonthDay(9999, 12, 31)),
        Value.date(null),
        Value.uuid(A_UUID),
        Value.uuid(new UUID(-1, -1)),
        Value.uuid(null),
        Value.interval(Interval.fromMonthsDaysNanos(-120_000, 3_660_000, BigInteger.TEN.pow(20))),
        Value.interval(Interval.fromMonthsDaysNanos(0, 0, BigInteger.TEN.pow(15).negate())),
        Value.interval(null));
  }

  private static List<Value> arrays() {
    return List.of(
        Value.boolArray(Arrays.asList(true, null, false)),
        Value.boolArray((Iterable<Boolean>) null),
        Value.int64Array(new long[] {}),
        Value.int64Array(new long[] {1, -1, Long.MIN_VALUE}),
        Value.int64Array(Arrays.asList(null, 0L, null)),
        Value.int64Array(Collections.nCopies(17, null)),
        Value.int64Array((long[]) null),
        Value.float32Array(Arrays.asList(null, FLOAT_NAN_WITH_PAYLOAD, -0.0f)),
        Value.float32Array((float[]) null),
        Value.float64Array(Arrays.asList(NAN_WITH_PAYLOAD, null, -0.0)),
        Value.float64Array((double[]) null),
        Value.numericArray(Arrays.asList(new BigDecimal("0.10"), null)),
        Value.numericArray(null),
        Value.pgNumericArray(Arrays.asList("NaN", null, "1.0")),
        Value.pgNumericArray(null),
        Value.stringArray(Arrays.asList("", null, "NULL")),
        Value.stringArray(null),
        Value.jsonArray(Arrays.asList("1", null)),
        Value.jsonArray(null),
        Value.pgJsonbArray(Arrays.asList("1", null)),
        Value.pgJsonbArray(null),
        Value.pgOidArray(Arrays.asList(1L, null)),
        Value.pgOidArray((Iterable<Long>) null),
        Value.protoMessageArray(Arrays.asList(ByteArray.copyFrom("x"), null), PROTO_NAME),
        Value.protoMessageArray((Iterable<ByteArray>) null, PROTO_NAME),
        Value.protoEnumArray(Arrays.asList(1L, null), ENUM_NAME),
        Value.protoEnumArray((Iterable<Long>) null, ENUM_NAME),
        Value.bytesArray(Arrays.asList(ByteArray.copyFrom("x"), null)),
        Value.bytesArrayFromBase64(Arrays.asList("NULL", null, "/x==", "/w==")),
        Value.bytesArray(null),
        Value.timestampArray(Arrays.asList(Timestamp.MAX_VALUE, null)),
        Value.timestampArray(null),
        Value.dateArray(Arrays.asList(Date.fromYearMonthDay(2024, 2, 29), null)),
        Value.dateArray(null),
        Value.uuidArray(Arrays.asList(A_UUID, null)),
        Value.uuidArray(null),
        Value.intervalArray(Arrays.asList(Interval.ofDays(1), null)),
        Value.intervalArray(null));
  }

  private static List<Value> structs() {
    Struct nested =
        Struct.newBuilder()
            .set("person")
            .to(person("Ada", 36L))
            .add(Value.int64(1))
            .add(Value.structArray(PERSON, Arrays.asList(person("Ada", null), null)))
            .set("same")
            .to(1)
            .set("same")
            .to("two")
            .build();
    Struct empty = Struct.newBuilder().build();
    return List.of(
        Value.struct(person(null, null)),
        Value.struct(nested),
        Value.struct(empty),
        Value.struct(PERSON, null),
        Value.struct(Type.struct(StructField.of("m", Type.array(Type.array(Type.bool())))), null),
        Value.structArray(PERSON, List.of()),
        Value.structArray(PERSON, null),
        Value.structArray(empty.getType(), Collections.nCopies(50, empty)));
  }
}
