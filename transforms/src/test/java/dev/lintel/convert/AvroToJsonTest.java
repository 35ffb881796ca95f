package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class AvroToJsonTest {
  private static final Schema DECIMAL =
      parse(
          """
          {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 9}
          """);

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }

  private static String json(Schema schema, Object datum) {
    return StrictJson.write(AvroToJson.of(schema).convert(datum));
  }

  private static ByteBuffer decimal(String number) {
    return ByteBuffer.wrap(new BigDecimal(number).setScale(9).unscaledValue().toByteArray());
  }

  @Test
  void valuesWithinARecordAreSpelledAsAtTheTopLevel() {
    Schema schema =
        parse(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "price", "type": ["null",
                {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 9}]},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "nanos", "type": {"type": "long", "logicalType": "timestamp-nanos"}},
              {"name": "cents", "type": {"type": "int", "logicalType": "decimal", "precision": 9,
                "scale": 2}},
              {"name": "u64", "type": {"type": "long", "logicalType": "unsigned"}},
              {"name": "raw", "type": "bytes"},
              {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 2}},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}},
              {"name": "ratio", "type": "double"},
              {"name": "n", "type": "long"},
              {"name": "ok", "type": "boolean"}]}
            """);
    var record = new GenericData.Record(schema);
    record.put("price", decimal("-1.5"));
    record.put("day", 19_782);
    record.put("at", 1L);
    record.put("nanos", 1L);
    record.put("cents", -1234);
    record.put("u64", -1L);
    record.put("raw", ByteBuffer.wrap(new byte[] {0, -1}));
    record.put("hash", new GenericData.Fixed(schema.getField("hash").schema(), new byte[] {1, 2}));
    record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "B"));
    record.put("ratio", Double.NaN);
    record.put("n", Long.MAX_VALUE);
    record.put("ok", true);

    Schema outer = Schema.createArray(Schema.createMap(schema));
    assertThat(json(outer, List.of(Map.of(new Utf8("k"), record))))
        .isEqualTo(
            """
            [{"k":{"price":"-1.500000000","day":"2024-02-29","at":"1970-01-01T00:00:00.001000000Z",\
            "nanos":"1970-01-01T00:00:00.000000001Z","cents":"-12.34",\
            "u64":"18446744073709551615","raw":"AP8=","hash":"AQI=","kind":"B","ratio":"NaN",\
            "n":"9223372036854775807","ok":true}}]\
            """);
  }

  @Test
  void aUnionIsWhicheverBranchTheDatumIsOf_andNullIsNull() {
    Schema union =
        Schema.createUnion(
            Schema.create(Schema.Type.NULL), DECIMAL, Schema.create(Schema.Type.STRING));
    Schema array = Schema.createArray(union);
    assertThat(json(array, Arrays.asList(null, new Utf8("x"), decimal("2"))))
        .isEqualTo("[null,\"x\",\"2.000000000\"]");
    assertThat(json(Schema.create(Schema.Type.NULL), null)).isEqualTo("null");
  }

  @Test
  void aRecordMayContainRecordsOfItsOwnType() {
    Schema schema =
        parse(
            """
            {"type": "record", "name": "Node", "fields": [
              {"name": "n", "type": "int"}, {"name": "next", "type": ["null", "Node"]}]}
            """);
    var second = new GenericData.Record(schema);
    second.put("n", 2);
    var first = new GenericData.Record(schema);
    first.put("n", 1);
    first.put("next", second);
    assertThat(json(schema, first)).isEqualTo("{\"n\":\"1\",\"next\":{\"n\":\"2\",\"next\":null}}");
  }

  @Test
  void aMessageShowsTheValueAsPeopleWriteIt() {
    assertRejected(
        DECIMAL,
        Type.numeric(),
        decimal("123456789012345678901234567890"),
        "out of range, more than 29 digits before the decimal point,"
            + " got \"123456789012345678901234567890.000000000\"");
    assertRejected(
        Schema.create(Schema.Type.STRING),
        Type.date(),
        new Utf8("soon"),
        "not a date such as 2024-02-29, got \"soon\"");
    assertRejected(
        Schema.create(Schema.Type.BYTES),
        Type.pgNumeric(),
        ByteBuffer.wrap(new byte[] {0, 2}),
        "not an encoded PostgreSQL numeric, got \"AAI=\"");
  }

  private static void assertRejected(Schema schema, Type type, Object datum, String message) {
    var conversion = AvroToValue.forColumn(schema, Columns.of(type));
    assertThatThrownBy(() -> conversion.convert(datum))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column C (%s): %s", type, message);
  }
}
