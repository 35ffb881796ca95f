package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroTypes.Timestamps;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ValueToAvroTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema LONG = Schema.create(Schema.Type.LONG);

  private static Object convert(Value value) {
    return ValueToAvro.of(value.getType(), Timestamps.STRING).convert(value);
  }

  private static ByteBuffer hex(String bytes) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(bytes));
  }

  @Test
  void scalarsAreEncodedAsInGooglesExport() {
    assertThat(convert(Value.bool(true))).isEqualTo(true);
    assertThat(convert(Value.int64(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(convert(Value.protoEnum(3, "p.E"))).isEqualTo(3L);
    assertThat(convert(Value.float32(Float.MIN_VALUE))).isEqualTo(Float.MIN_VALUE);
    assertThat(convert(Value.float64(-0.0))).isEqualTo(-0.0);
    assertThat(convert(Value.float64(Double.NaN))).isEqualTo(Double.NaN);
    assertThat(convert(Value.string("nul\0 😀"))).isEqualTo("nul\0 😀");
    assertThat(convert(Value.bytes(ByteArray.copyFrom(new byte[] {0, 1, -2, -1}))))
        .isEqualTo(hex("0001feff"));
    assertThat(convert(Value.protoMessage(ByteArray.copyFrom(new byte[0]), "p.M")))
        .isEqualTo(hex(""));
    assertThat(convert(Value.json("{\"a\": 1.0}"))).isEqualTo("{\"a\": 1.0}");
    assertThat(convert(Value.pgJsonb("null"))).isEqualTo("null");
    assertThat(convert(Value.uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))))
        .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(convert(Value.date(Date.fromYearMonthDay(1, 1, 1)))).isEqualTo("0001-01-01");
    assertThat(convert(Value.date(Date.fromYearMonthDay(9999, 12, 31)))).isEqualTo("9999-12-31");
  }

  @Test
  void numericIsTheShortestTwosComplement() {
    assertThat(numeric("123.456")).isEqualTo(hex("1cbe8d1000"));
    assertThat(numeric("0")).isEqualTo(hex("00"));
    assertThat(numeric("-0.000000001")).isEqualTo(hex("ff"));
    assertThat(numeric("0.000000128")).isEqualTo(hex("0080"));
    String nines = "9".repeat(29) + "." + "9".repeat(9);
    assertThat(numeric(nines)).isEqualTo(hex("4b3b4ca85a86c47a098a223fffffffff"));
    assertThat(numeric("-" + nines)).isEqualTo(hex("b4c4b357a5793b85f675ddc000000001"));
  }

  private static Object numeric(String number) {
    return convert(Value.numeric(new BigDecimal(number)));
  }

  @Test
  void pgNumericHasAnEncodingOfItsOwn() {
    assertThat(convert(Value.pgNumeric("123.4560"))).isEqualTo(hex("000000000412d680"));
    assertThat(convert(Value.pgNumeric("1000"))).isEqualTo(hex("000000000003e8"));
    assertThat(convert(Value.pgNumeric("0"))).isEqualTo(hex("000000000000"));
    assertThat(convert(Value.pgNumeric("-0.5"))).isEqualTo(hex("0000000001fb"));
    assertThat(convert(Value.pgNumeric("NaN"))).isEqualTo(hex("01"));
    Schema schema = AvroTypes.of(Type.pgNumeric(), Timestamps.STRING);
    Value longest = Value.pgNumeric("9".repeat(131_072) + "." + "1".repeat(16_383));
    assertThat(
            AvroToValue.forColumn(schema, Columns.of(Type.pgNumeric())).convert(convert(longest)))
        .isEqualTo(longest);
  }

  @Test
  void pgNumericIsTextInASchemaOfText() {
    ValueToAvro conversion = ValueToAvro.of(Type.pgNumeric(), STRING);
    assertThat(conversion.convert(Value.pgNumeric("123.4560"))).isEqualTo("123.4560");
  }

  @Test
  void timestampHasNoFractionOrNineDigits() {
    assertThat(timestamp("2024-02-29T12:34:56Z")).isEqualTo("2024-02-29T12:34:56Z");
    assertThat(timestamp("2024-02-29T12:34:56.1Z")).isEqualTo("2024-02-29T12:34:56.100000000Z");
    assertThat(timestamp("1969-12-31T23:59:59.999999999Z"))
        .isEqualTo("1969-12-31T23:59:59.999999999Z");
    assertThat(convert(Value.timestamp(Timestamp.MIN_VALUE))).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(convert(Value.timestamp(Timestamp.MAX_VALUE)))
        .isEqualTo("9999-12-31T23:59:59.999999999Z");
  }

  private static Object timestamp(String text) {
    return convert(Value.timestamp(Timestamp.parseTimestamp(text)));
  }

  @Test
  void timestampInMicrosecondsIsRoundedDown() {
    ValueToAvro conversion = ValueToAvro.of(Type.timestamp(), Timestamps.MICROS);
    assertThat(
            conversion.convert(
                Value.timestamp(Timestamp.parseTimestamp("1969-12-31T23:59:59.999999999Z"))))
        .isEqualTo(-1L);
    assertThat(conversion.convert(Value.timestamp(Timestamp.MIN_VALUE)))
        .isEqualTo(-62_135_596_800_000_000L);
    assertThat(conversion.convert(Value.timestamp(Timestamp.MAX_VALUE)))
        .isEqualTo(253_402_300_799_999_999L);
  }

  @Test
  void arraysHaveNullElementsAndMayBeEmptyOrNull() {
    assertThat(convert(Value.int64Array(Arrays.asList(1L, null))))
        .isEqualTo(Arrays.asList(1L, null));
    assertThat(convert(Value.stringArray(List.of()))).isEqualTo(List.of());
    assertThat(convert(Value.stringArray(null))).isNull();
    assertThat(convert(Value.pgNumericArray(Arrays.asList("NaN", null))))
        .isEqualTo(Arrays.asList(hex("01"), null));
    ValueToAvro micros = ValueToAvro.of(Type.array(Type.timestamp()), Timestamps.MICROS);
    assertThat(
            micros.convert(
                Value.timestampArray(Arrays.asList(null, Timestamp.ofTimeMicroseconds(7)))))
        .isEqualTo(Arrays.asList(null, 7L));
  }

  @Test
  void nullIsNull() {
    assertThat(convert(Value.int64((Long) null))).isNull();
    assertThat(convert(Value.numeric(null))).isNull();
  }

  @Test
  void schemaOfAnotherEncodingIsRefused() {
    Schema shortDecimal = LogicalTypes.decimal(5, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    assertRefused(Type.numeric(), shortDecimal);
    assertRefused(Type.numeric(), AvroTypes.of(Type.pgNumeric(), Timestamps.STRING));
    assertRefused(Type.timestamp(), LONG);
    assertRefused(Type.int64(), STRING);
    assertRefused(Type.array(Type.int64()), LONG);
    assertRefused(Type.array(Type.int64()), Schema.createArray(STRING));
    assertRefused(Type.int64(), Schema.createUnion(LONG, STRING));
    assertThatThrownBy(
            () -> ValueToAvro.of(Struct.newBuilder().build().getType(), Timestamps.STRING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No column has the type");
  }

  private static void assertRefused(Type type, Schema schema) {
    assertThatThrownBy(() -> ValueToAvro.of(type, schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Values of " + type + " are not written in the Avro type " + schema);
  }
}
