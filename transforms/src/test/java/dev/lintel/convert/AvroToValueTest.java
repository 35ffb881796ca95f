package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class AvroToValueTest {
  private static final Schema BOOLEAN = Schema.create(Schema.Type.BOOLEAN);
  private static final Schema INT = Schema.create(Schema.Type.INT);
  private static final Schema LONG = Schema.create(Schema.Type.LONG);
  private static final Schema FLOAT = Schema.create(Schema.Type.FLOAT);
  private static final Schema DOUBLE = Schema.create(Schema.Type.DOUBLE);
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema BYTES = Schema.create(Schema.Type.BYTES);
  private static final Schema PG_NUMERIC =
      parse(
          """
          {"type": "bytes", "logicalType": "decimal", "precision": 147455, "scale": 16383}\
          """);

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }

  private static Schema decimal(int precision, int scale) {
    return LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
  }

  private static Schema longOf(String logicalType) {
    return parse("{\"type\": \"long\", \"logicalType\": \"" + logicalType + "\"}");
  }

  private static ByteBuffer hex(String bytes) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(bytes));
  }

  private static Value convert(Schema schema, Type type, Object datum) {
    return AvroToValue.forColumn(schema, Columns.of(type)).convert(datum);
  }

  @Test
  void readsTheTypesOfGooglesExport() {
    assertThat(convert(BOOLEAN, Type.bool(), true)).isEqualTo(Value.bool(true));
    assertThat(convert(LONG, Type.int64(), 42L)).isEqualTo(Value.int64(42));
    assertThat(convert(LONG, Type.protoEnum("p.E"), 1L)).isEqualTo(Value.protoEnum(1, "p.E"));
    assertThat(convert(FLOAT, Type.float32(), Float.NaN)).isEqualTo(Value.float32(Float.NaN));
    assertThat(convert(DOUBLE, Type.float64(), 2.25)).isEqualTo(Value.float64(2.25));
    assertThat(convert(STRING, Type.string(), new Utf8("nul\0 😀")))
        .isEqualTo(Value.string("nul\0 😀"));
    assertThat(convert(BYTES, Type.bytes(), hex("0001feff")))
        .isEqualTo(Value.bytes(ByteArray.copyFrom(new byte[] {0, 1, -2, -1})));
    assertThat(convert(STRING, Type.date(), new Utf8("0001-01-01")))
        .isEqualTo(Value.date(Date.fromYearMonthDay(1, 1, 1)));
    assertThat(convert(STRING, Type.timestamp(), new Utf8("2024-02-29T12:34:56.100000000Z")))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp("2024-02-29T12:34:56.1Z")));
    assertThat(convert(STRING, Type.json(), new Utf8("{\"a\":1}")))
        .isEqualTo(Value.json("{\"a\":1}"));
    assertThat(convert(STRING, Type.uuid(), new Utf8("00112233-4455-6677-8899-aabbccddeeff")))
        .isEqualTo(Value.uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")));
  }

  @Test
  void readsNumericOfAnyScale() {
    assertThat(convert(decimal(38, 9), Type.numeric(), hex("1cbe8d1000")))
        .isEqualTo(Value.numeric(new BigDecimal("123.456000000")));
    assertThat(convert(decimal(5, 2), Type.numeric(), hex("ff6a")))
        .isEqualTo(Value.numeric(new BigDecimal("-1.50")));
    assertThat(convert(BYTES, Type.numeric(), hex("3b9aca00")))
        .isEqualTo(Value.numeric(new BigDecimal("1.000000000")));
    assertThat(convert(decimal(5, 2), Type.pgNumeric(), hex("0096")))
        .isEqualTo(Value.pgNumeric("1.50"));
    assertThatThrownBy(() -> convert(decimal(38, 12), Type.numeric(), hex("01")))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("more than 9 digits after the decimal point");
  }

  @Test
  void readsUnsignedIntegersOfOtherFormats() {
    Schema int32 = unsigned("int");
    assertThat(convert(int32, Type.int64(), -1)).isEqualTo(Value.int64(4294967295L));
    assertThat(convert(int32, Type.string(), -1)).isEqualTo(Value.string("4294967295"));
    assertThat(convert(int32, Type.float64(), -1)).isEqualTo(Value.float64(4294967295.0));
    Schema int64 = unsigned("long");
    assertThat(convert(int64, Type.int64(), 7L)).isEqualTo(Value.int64(7));
    assertThat(convert(int64, Type.numeric(), -1L))
        .isEqualTo(Value.numeric(new BigDecimal("18446744073709551615")));
    assertThat(convert(int64, Type.pgNumeric(), -1L))
        .isEqualTo(Value.pgNumeric("18446744073709551615"));
    assertThat(convert(int64, Type.float64(), Long.MIN_VALUE)).isEqualTo(Value.float64(0x1p63));
    assertThatThrownBy(() -> convert(int64, Type.int64(), -1L))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column C (INT64): not a 64-bit integer, got \"18446744073709551615\"");
    assertThat(AvroTypes.typeOf(int32)).contains(Type.int64());
    assertThat(AvroTypes.typeOf(int64)).contains(Type.numeric());
  }

  private static Schema unsigned(String type) {
    return parse("{\"type\": \"%s\", \"logicalType\": \"unsigned\"}".formatted(type));
  }

  @Test
  void float64HoldsAnIntegerExactlyOrNotAtAll() {
    for (long exact : new long[] {1L << 53, (1L << 53) + 2, 1L << 62, Long.MIN_VALUE, 123L << 50}) {
      assertThat(convert(LONG, Type.float64(), exact)).isEqualTo(Value.float64((double) exact));
    }
    for (long inexact : new long[] {(1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> convert(LONG, Type.float64(), inexact))
          .isInstanceOf(ConversionException.class)
          .hasMessage(
              "Column C (FLOAT64): an integer that FLOAT64 cannot hold exactly, got \"%d\""
                  .formatted(inexact));
    }
  }

  @Test
  void readsGooglesEncodingOfPgNumeric() {
    assertThat(convert(PG_NUMERIC, Type.pgNumeric(), hex("000000000412d680")))
        .isEqualTo(Value.pgNumeric("123.4560"));
    assertThat(convert(PG_NUMERIC, Type.pgNumeric(), hex("000000000003e8")))
        .isEqualTo(Value.pgNumeric("1000"));
    assertThat(convert(PG_NUMERIC, Type.pgNumeric(), hex("01"))).isEqualTo(Value.pgNumeric("NaN"));
    assertThatThrownBy(() -> convert(PG_NUMERIC, Type.pgNumeric(), hex("0002")))
        .hasMessageContaining("not an encoded PostgreSQL numeric");
  }

  @Test
  void readsTimestampsAndDatesOfLogicalTypes() {
    assertTimestamp(LONG, -1L, "1969-12-31T23:59:59.999999Z");
    assertTimestamp(longOf("timestamp-micros"), -1L, "1969-12-31T23:59:59.999999Z");
    assertTimestamp(longOf("timestamp-millis"), -1L, "1969-12-31T23:59:59.999Z");
    assertTimestamp(longOf("timestamp-nanos"), -1L, "1969-12-31T23:59:59.999999999Z");
    assertTimestamp(longOf("local-timestamp-millis"), 1500L, "1970-01-01T00:00:01.5Z");
    assertThat(
            convert(parse("{\"type\": \"int\", \"logicalType\": \"date\"}"), Type.date(), -719162))
        .isEqualTo(Value.date(Date.fromYearMonthDay(1, 1, 1)));
    assertThatThrownBy(
            () ->
                convert(
                    parse("{\"type\": \"int\", \"logicalType\": \"date\"}"), Type.date(), -719163))
        .hasMessageContaining("out of range, years are 0001 to 9999");
    assertThatThrownBy(() -> convert(longOf("timestamp-millis"), Type.timestamp(), Long.MAX_VALUE))
        .hasMessageContaining("out of range, years are 0001 to 9999");
  }

  private static void assertTimestamp(Schema schema, long datum, String expected) {
    assertThat(convert(schema, Type.timestamp(), datum))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp(expected)));
  }

  @Test
  void readsFixed() {
    Schema fixed = Schema.createFixed("f", null, null, 16);
    byte[] bytes = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    assertThat(convert(fixed, Type.uuid(), new GenericData.Fixed(fixed, bytes)))
        .isEqualTo(Value.uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")));
    assertThat(convert(fixed, Type.bytes(), new GenericData.Fixed(fixed, bytes)))
        .isEqualTo(Value.bytes(ByteArray.copyFrom(bytes)));
    Schema int96 = Schema.createFixed("INT96", null, null, 12);
    byte[] oneSecondIntoTheSecondDayOf1970 = HexFormat.of().parseHex("00ca9a3b000000008d3d2500");
    assertThat(
            convert(
                int96,
                Type.timestamp(),
                new GenericData.Fixed(int96, oneSecondIntoTheSecondDayOf1970)))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp("1970-01-02T00:00:01Z")));
  }

  @Test
  void readsWhatGooglesImportAccepts() {
    assertThat(convert(INT, Type.int64(), 7)).isEqualTo(Value.int64(7));
    assertThat(convert(STRING, Type.int64(), new Utf8("7"))).isEqualTo(Value.int64(7));
    assertThat(convert(LONG, Type.float64(), 7L)).isEqualTo(Value.float64(7));
    assertThat(convert(FLOAT, Type.float64(), 0.5f)).isEqualTo(Value.float64(0.5));
    assertThat(convert(STRING, Type.float64(), new Utf8("NaN")))
        .isEqualTo(Value.float64(Double.NaN));
    assertThat(convert(STRING, Type.float32(), new Utf8("1.5"))).isEqualTo(Value.float32(1.5f));
    assertThat(convert(STRING, Type.bool(), new Utf8("true"))).isEqualTo(Value.bool(true));
    assertThat(convert(LONG, Type.string(), 7L)).isEqualTo(Value.string("7"));
    assertThat(convert(DOUBLE, Type.string(), 7.5)).isEqualTo(Value.string("7.5"));
    assertThatThrownBy(() -> convert(LONG, Type.float64(), Long.MAX_VALUE))
        .hasMessageContaining("an integer that FLOAT64 cannot hold exactly");
  }

  @Test
  void readsUnionsByTheBranchOfTheDatum() {
    Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), LONG, STRING);
    assertThat(convert(union, Type.int64(), 7L)).isEqualTo(Value.int64(7));
    assertThat(convert(union, Type.int64(), new Utf8("8"))).isEqualTo(Value.int64(8));
    assertThat(convert(union, Type.int64(), null)).isEqualTo(Value.int64((Long) null));
  }

  @Test
  void readsArraysWithNullElements() {
    Schema array =
        SchemaBuilder.unionOf()
            .nullType()
            .and()
            .array()
            .items(SchemaBuilder.nullable().longType())
            .endUnion();
    Type type = Type.array(Type.int64());
    assertThat(convert(array, type, Arrays.asList(1L, null)))
        .isEqualTo(Value.int64Array(Arrays.asList(1L, null)));
    assertThat(convert(array, type, List.of())).isEqualTo(Value.int64Array(List.of()));
    assertThat(convert(array, type, null)).isEqualTo(Value.int64Array((Iterable<Long>) null));
  }

  @Test
  void mismatchOfTypesIsFoundFromTheSchema() {
    assertThat(AvroToValue.mismatch(DOUBLE, Columns.of(Type.bool())))
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("column C is BOOL, but"));
    assertThat(AvroToValue.mismatch(DOUBLE, Columns.of(Type.numeric()))).isPresent();
    assertThat(AvroToValue.mismatch(DOUBLE, Columns.of(Type.float32()))).isPresent();
    assertThat(AvroToValue.mismatch(INT, Columns.of(Type.date()))).isPresent();
    assertThat(AvroToValue.mismatch(longOf("time-micros"), Columns.of(Type.timestamp())))
        .isPresent();
    assertThat(AvroToValue.mismatch(STRING, Columns.of(Type.bytes()))).isEmpty();
    assertThat(AvroToValue.mismatch(STRING, Columns.of(Type.array(Type.string())))).isPresent();
    assertThat(
            AvroToValue.mismatch(
                Schema.createUnion(Schema.create(Schema.Type.NULL), BOOLEAN, LONG),
                Columns.of(Type.int64())))
        .isPresent();
    assertThat(AvroToValue.mismatch(Schema.create(Schema.Type.NULL), Columns.of(Type.string())))
        .isEmpty();
  }

  @Test
  void rowsLeaveOutGeneratedColumnsAndKeepRefusedValues() throws Exception {
    var table =
        Columns.table(
            "T",
            List.of(
                Columns.column("Id", Type.int64()).setNullable(false).build(),
                Columns.column("S", Type.string()).setMaxLength(1).build(),
                Columns.column("N", Type.numeric()).build(),
                Columns.column("G", Type.string()).setSource(Column.Source.GENERATED).build()));
    Schema schema =
        SchemaBuilder.record("T")
            .fields()
            .requiredString("s")
            .requiredLong("id")
            .name("N")
            .type(decimal(38, 12))
            .noDefault()
            .name("G")
            .type(Schema.create(Schema.Type.NULL))
            .noDefault()
            .endRecord();
    var converter = SerializableUtils.clone(AvroRowConverter.of(table, schema, Mutation.Op.INSERT));
    var row = new GenericData.Record(schema);
    row.put("s", new Utf8("x"));
    row.put("id", 1L);
    row.put("N", hex("00e8d4a51000"));
    assertThat(converter.convert(row))
        .isEqualTo(
            Mutation.newInsertBuilder("T")
                .set("S")
                .to("x")
                .set("Id")
                .to(1)
                .set("N")
                .to(new BigDecimal("1"))
                .build());
    row.put("s", new Utf8("long"));
    row.put("N", hex("01"));
    assertThat(StrictJson.write(converter.toJson(row)))
        .isEqualTo("{\"S\":\"long\",\"Id\":\"1\",\"N\":\"0.000000000001\"}");
    assertThat(AvroRowConverter.problems(table, STRING, Mutation.Op.INSERT))
        .containsExactly("the file holds values of type STRING, not records");
    assertThat(
            AvroRowConverter.problems(
                table,
                SchemaBuilder.record("T")
                    .fields()
                    .requiredBoolean("Id")
                    .requiredInt("X")
                    .endRecord(),
                Mutation.Op.INSERT))
        .containsExactly(
            "table T has no column X",
            "column Id is INT64, but the file has a boolean in it (boolean); it can be written to a"
                + " column of the type BOOL, JSON, or STRING (as text like true)");
  }
}
