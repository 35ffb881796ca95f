package dev.lintel.convert;

import static dev.lintel.convert.AvroSamples.bytes;
import static dev.lintel.convert.AvroSamples.decimal;
import static dev.lintel.convert.AvroSamples.logical;
import static dev.lintel.convert.AvroSamples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What depends on the datum, and not only on its type. */
class AvroDatumTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "long | 9007199254740993 | FLOAT64 | an integer that FLOAT64 cannot hold exactly",
        "unsigned | -1 | INT64 | not a 64-bit integer",
        "unsigned | -1 | FLOAT64 | an integer that FLOAT64 cannot hold exactly",
        "decimal | 150 | INT64 | a fraction, not an integer",
        "decimal | 900719925474099301 | FLOAT64 | a number that FLOAT64 cannot hold exactly",
        "double | 1.5 | INT64 | a fraction, not an integer",
        "double | NaN | INT64 | not an integer",
        "double | 9223372036854775808 | INT64 | not a 64-bit integer",
        "double | Infinity | JSON | not a finite number, and JSON has no others",
        "time-micros | 86400000000 | STRING | not a time of day",
        "timestamp-micros | 253402300800000000 | STRING | out of range, years are 0001 to 9999",
      })
  void aValueThatItsColumnCannotHoldIsAnErrorOfTheValue(
      String avro, String datum, Code code, String reason) {
    Schema schema =
        parse(
            switch (avro) {
              case "long", "double" -> avro;
              case "decimal" -> decimal("long", 18, 2);
              default -> logical("long", avro);
            });
    Object value = avro.equals("double") ? Double.valueOf(datum) : (Object) Long.valueOf(datum);
    var conversion = AvroToValue.forColumn(schema, Columns.of(type(code)));
    assertThatThrownBy(() -> conversion.convert(value))
        .isInstanceOfSatisfying(
            ConversionException.class, e -> assertThat(e.getReason()).isEqualTo(reason));
  }

  @Test
  void aDayOutOfRangeIsKeptAsADay_notAsTheNumberThatItIsStoredAs() {
    assertThat(kept(logical("int", "date"), Integer.MAX_VALUE)).isEqualTo("+5881580-07-11");
    assertThat(kept(logical("long", "timestamp-micros"), 253402300800000000L))
        .isEqualTo("+10000-01-01T00:00:00Z");
  }

  private static String kept(String schema, Object datum) {
    return AvroToValue.forColumn(parse(schema), Columns.of(Type.string()))
        .toJson(datum)
        .textValue();
  }

  @Test
  void aDocumentWithADocumentWithinIsOne_andItsNumbersAreExact() {
    Schema schema =
        parse(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "j", "type": {"type": "string", "logicalType": "json"}},
              {"name": "d", "type": {"type": "long", "logicalType": "decimal", "precision": 18,
                "scale": 2}},
              {"name": "u", "type": {"type": "long", "logicalType": "unsigned"}},
              {"name": "f", "type": "float"},
              {"name": "n", "type": "double"},
              {"name": "t", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "b", "type": "bytes"}]}
            """);
    var record = new GenericData.Record(schema);
    record.put("j", new Utf8("{\"a\": [1]}"));
    record.put("d", 150L);
    record.put("u", -1L);
    record.put("f", 0.1f);
    record.put("n", Double.NaN);
    record.put("t", 500_000L);
    record.put("b", bytes("0001"));
    assertThat(AvroToValue.forColumn(schema, Columns.of(Type.json())).convert(record).getAsString())
        .isEqualTo(
            "{\"j\":{\"a\": [1]},\"d\":1.50,\"u\":18446744073709551615,\"f\":0.1,\"n\":\"NaN\","
                + "\"t\":\"1970-01-01T00:00:00.5Z\",\"b\":\"AAE=\"}");
  }

  @Test
  void anArrayOfRecordsIsAnArrayOfDocuments() {
    Schema schema =
        parse(
            """
            {"type": "array", "items": ["null", {"type": "map", "values": "int"}]}
            """);
    assertThat(
            AvroToValue.forColumn(schema, Columns.of(Type.array(Type.json())))
                .convert(Arrays.asList(Map.of(new Utf8("x"), 1), null)))
        .isEqualTo(Value.jsonArray(Arrays.asList("{\"x\":1}", null)));
  }

  /** "café" in Latin-1, which is not UTF-8. */
  private static Utf8 latin1() {
    return new Utf8(new byte[] {'c', 'a', 'f', (byte) 0xE9});
  }

  @Test
  void aStringThatIsNotUtf8IsAnErrorAndKeepsItsBytes() {
    for (Type type : List.of(Type.string(), Type.json(), Type.array(Type.string()))) {
      boolean array = type.getCode() == Code.ARRAY;
      var conversion =
          AvroToValue.forColumn(
              parse(array ? "{\"type\": \"array\", \"items\": \"string\"}" : "string"),
              Columns.of(type));
      Object datum = array ? List.of(new Utf8("a"), latin1()) : latin1();
      assertThatThrownBy(() -> conversion.convert(datum))
          .isInstanceOfSatisfying(
              ConversionException.class,
              e -> assertThat(e.getReason()).isEqualTo("not valid UTF-8"))
          .hasMessageContaining("caf\\xE9");
      assertThat(StrictJson.write(conversion.toJson(datum)))
          .isEqualTo(array ? "[\"a\",\"caf\uDCE9\"]" : "\"caf\uDCE9\"");
    }
  }

  @Test
  void aReplacementThatTheFileItselfHasIsText() {
    var conversion = AvroToValue.forColumn(parse("string"), Columns.of(Type.string()));
    assertThat(conversion.convert(new Utf8("caf\uFFFD"))).isEqualTo(Value.string("caf\uFFFD"));
    assertThat(conversion.convert("caf\uFFFD")).isEqualTo(Value.string("caf\uFFFD"));
  }

  @Test
  void aDocumentWithAStringThatIsNotUtf8IsAnError() {
    Schema schema =
        parse(
            """
            {"type": "array", "items": {"type": "record", "name": "R", "fields": [
              {"name": "m", "type": {"type": "map", "values": ["null", "string"]}}]}}
            """);
    var conversion = AvroToValue.forColumn(schema, Columns.of(Type.json()));
    for (Map<Utf8, Utf8> map :
        List.of(Map.of(new Utf8("k"), latin1()), Map.of(latin1(), new Utf8("v")))) {
      var record = new GenericData.Record(schema.getElementType());
      record.put("m", map);
      assertThatThrownBy(() -> conversion.convert(List.of(record)))
          .hasMessageContaining("not valid UTF-8")
          .hasMessageContaining("caf\\xE9");
    }
  }

  private static Type type(Code code) {
    return ScalarTypes.find(code).orElseThrow().type().orElseThrow();
  }

  @Test
  void aNullableTextOfARejectedRecordIsKeptAsItIs() {
    Schema schema =
        parse(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "id", "type": "long"},
              {"name": "d", "type": ["null", "string"]},
              {"name": "s", "type": "string"},
              {"name": "n", "type": ["null", "string"]}]}
            """);
    var table =
        Columns.table(
            "T",
            List.of(
                Columns.named("id", Type.int64()),
                Columns.named("d", Type.date()),
                Columns.named("s", Type.string()),
                Columns.named("n", Type.numeric())));
    var row = new GenericData.Record(schema);
    row.put("id", 1L);
    row.put("d", new Utf8("2024-13-45"));
    row.put("s", new Utf8("say \"ok\""));
    row.put("n", new Utf8("12x"));
    var converter = AvroRowConverter.of(table, schema, Mutation.Op.INSERT);
    assertThatThrownBy(() -> converter.convert(row)).hasMessageEndingWith("got \"2024-13-45\"");
    assertThat(StrictJson.write(converter.toJson(row)))
        .isEqualTo("{\"id\":\"1\",\"d\":\"2024-13-45\",\"s\":\"say \\\"ok\\\"\",\"n\":\"12x\"}");
    var again = JsonRowConverter.of(table, Mutation.Op.INSERT);
    assertThatThrownBy(() -> again.convert(converter.toJson(row)))
        .hasMessageEndingWith("got \"2024-13-45\"");
  }
}
