package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonToValueTest {
  private static final TextFormat AS_VALUE =
      TextFormat.defaults().withJsonStrings(JsonStrings.VALUE);

  private static Value convert(Type type, String json) throws JsonProcessingException {
    return JsonToValue.forColumn(Columns.of(type)).convert(StrictJson.parse(json));
  }

  private static void assertRejected(Type type, String json, String message) {
    assertThatThrownBy(() -> convert(type, json))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column C (%s): %s", type, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1.50", "1e2", "1E+2", "-0", "-0.0", "0.10", "123456789012345678901", "NaN"})
  void numberInAStringColumnIsItsText(String number) throws JsonProcessingException {
    assertThat(JsonToValue.forColumn(Columns.of(Type.string())).convert(StrictJson.parse(number)))
        .isEqualTo(Value.string(number));
  }

  @ParameterizedTest
  @CsvSource({"1.0,1", "1e2,100", "-0,0", "-0.0,0", "9223372036854775807.0,9223372036854775807"})
  void integerMayBeWrittenAsADecimal(String number, long expected) throws JsonProcessingException {
    var conversion = JsonToValue.forColumn(Columns.of(Type.int64()));
    assertThat(conversion.convert(StrictJson.parse(number))).isEqualTo(Value.int64(expected));
    assertThat(conversion.convert(TextNode.valueOf(number))).isEqualTo(Value.int64(expected));
    assertThat(
            TextToValue.forColumn(Columns.of(Type.int64()), TextFormat.defaults()).convert(number))
        .isEqualTo(Value.int64(expected));
  }

  @Test
  void bytesAreWrittenAsTheFormatSays() {
    TextFormat format = TextFormat.defaults().withJsonBytes(BytesText.ESCAPED);
    Value expected = Value.bytes(ByteArray.copyFrom(new byte[] {'a', 'b', 'c', 0, -1}));
    TextNode text = TextNode.valueOf("abc\\x00\\xFF");
    assertThat(JsonToValue.forColumn(Columns.of(Type.bytes()), format).convert(text))
        .isEqualTo(expected);
    assertThat(
            JsonToValue.forColumn(Columns.of(Type.array(Type.bytes())), format)
                .convert(JsonNodeFactory.instance.arrayNode().add(text).addNull())
                .getBytesArray())
        .containsExactly(expected.getBytes(), null);
    assertThat(JsonToValue.forColumn(Columns.of(Type.bytes())).convert(TextNode.valueOf("YWJj")))
        .isEqualTo(Value.bytes(ByteArray.copyFrom("abc")));
  }

  @Test
  void numbersThatJsonLacksAreReadIntoFloats() throws JsonProcessingException {
    for (Type type : List.of(Type.float64(), Type.float32())) {
      var conversion = JsonToValue.forColumn(Columns.of(type));
      assertThat(conversion.convert(StrictJson.parse("NaN")).toString()).isEqualTo("NaN");
      assertThat(conversion.convert(StrictJson.parse("-Infinity")).toString())
          .isEqualTo("-Infinity");
    }
  }

  @Test
  void numbersMayBeStrings() throws Exception {
    assertThat(convert(Type.int64(), "9007199254740993")).isEqualTo(Value.int64(9007199254740993L));
    assertThat(convert(Type.int64(), "\"9007199254740993\""))
        .isEqualTo(Value.int64(9007199254740993L));
    assertThat(convert(Type.float64(), "1")).isEqualTo(Value.float64(1));
    assertThat(convert(Type.float64(), "\"-Infinity\""))
        .isEqualTo(Value.float64(Double.NEGATIVE_INFINITY));
    assertThat(convert(Type.float32(), "0.1")).isEqualTo(Value.float32(0.1f));
    assertThat(convert(Type.pgNumeric(), "1.500")).isEqualTo(Value.pgNumeric("1.500"));
  }

  @Test
  void numericIsReadWithoutGoingThroughADouble() throws Exception {
    assertThat(convert(Type.numeric(), "12345678901234567890123456789.123456789"))
        .isEqualTo(Value.numeric(new BigDecimal("12345678901234567890123456789.123456789")));
  }

  @Test
  void negativeZeroKeepsItsSign() throws Exception {
    String json = StrictJson.write(ValueToJson.convert(Value.float64(-0.0)));
    assertThat(json).isEqualTo("\"-0.0\"");
    assertThat(Double.doubleToRawLongBits(convert(Type.float64(), json).getFloat64()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(Float.floatToRawIntBits(convert(Type.float32(), json).getFloat32()))
        .isEqualTo(Float.floatToRawIntBits(-0.0f));
  }

  @Test
  void jsonColumnTakesAnyValueNestedAndStringsAsJsonText() throws Exception {
    assertThat(convert(Type.json(), "{\"a\": [1, 2.50, null]}"))
        .isEqualTo(Value.json("{\"a\": [1, 2.50, null]}"));
    assertThat(convert(Type.json(), "true")).isEqualTo(Value.json("true"));
    assertThat(convert(Type.json(), "\"{\\\"a\\\": 1}\"")).isEqualTo(Value.json("{\"a\": 1}"));
    assertThat(convert(Type.json(), "\"null\"")).isEqualTo(Value.json("null"));
    assertThat(convert(Type.json(), "null")).isEqualTo(Value.json(null));
    assertRejected(Type.json(), "\"hello\"", "not valid JSON, got \"hello\"");
  }

  @Test
  void rejectsWhatDoesNotFitTheType() {
    assertRejected(Type.bool(), "\"true\"", "neither true nor false, got \"true\"");
    assertRejected(Type.bool(), "1", "neither true nor false, got \"1\"");
    assertRejected(Type.int64(), "1.5", "not an integer, got \"1.5\"");
    assertRejected(Type.int64(), "1e30", "not a 64-bit integer, got \"1e30\"");
    assertRejected(Type.int64(), "1e-30", "not an integer, got \"1e-30\"");
    assertRejected(Type.int64(), "NaN", "not an integer, got \"NaN\"");
    assertRejected(Type.numeric(), "NaN", "not a number, got \"NaN\"");
    assertRejected(Type.json(), "NaN", "not valid JSON, got \"NaN\"");
    assertRejected(Type.json(), "{\"a\": [NaN]}", "not valid JSON, got \"{\"a\":[\"NaN\"]}\"");
    assertRejected(
        Type.int64(),
        "100000000000000000000",
        "not a 64-bit integer, got \"100000000000000000000\"");
    assertRejected(Type.string(), "true", "neither a string nor a number, got \"true\"");
    assertRejected(Type.date(), "{}", "not a string, got \"{}\"");
    assertRejected(Type.float32(), "1e39", "out of the range of FLOAT32, got \"1e39\"");
    assertRejected(Type.string(), "\"\\udc80\"", "not well-formed Unicode, got \"\udc80\"");
    assertRejected(Type.array(Type.bool()), "true", "not an array, got \"true\"");
  }

  @Test
  void textThatIsNotOneValueIsNotJson() {
    assertThatThrownBy(() -> StrictJson.parse("{} {}")).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> StrictJson.parse("")).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aNumberBeyondEveryDecimalIsNamed() {
    assertThatThrownBy(() -> StrictJson.parse("{\"n\": 1e9999999999}"))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageStartingWith("the number 1e9999999999 has an exponent of more than 32 bits");
  }

  @Test
  void aDocumentKeepsItsText_namesThatOccurTwiceAndSignsOfZerosIncluded() throws Exception {
    for (String document :
        List.of(
            "{\"a\": 1, \"a\": 2}",
            "[ -0.0, -0, 1e2, 1E+2, 2.50, [], {} ]",
            "{\"\\ud83d\\ude00 \": {\"é\": \"\\u0000\\\"\"}}",
            "[\"" + "x😀".repeat(40_000) + "\", {\"a\": [1]}]")) {
      assertThat(convert(Type.json(), document)).isEqualTo(Value.json(document));
      assertThat(convert(Type.array(Type.json()), "[" + document + ", null]"))
          .isEqualTo(Value.jsonArray(Arrays.asList(document, null)));
      JsonNode row = StrictJson.parse("{\"other\": 1, \"doc\" : " + document + " }");
      assertThat(StrictJson.write(row.get("doc"))).isEqualTo(document);
    }
    assertThat(StrictJson.write(StrictJson.parse("{\"a\":\r\n[1,\n2]}")))
        .isEqualTo("{\"a\":  [1, 2]}");
    assertThat(convert(Type.json(), "-0.0")).isEqualTo(Value.json("-0.0"));
  }

  @Test
  void aNameThatOccursTwiceIsKnown() throws Exception {
    assertThat(StrictJson.namedTwice(StrictJson.parse("{\"a\":1,\"b\":2,\"a\":3,\"a\":4}")))
        .containsExactly("a");
    assertThat(StrictJson.namedTwice(StrictJson.parse("{\"a\":{\"b\":1,\"b\":2}}"))).isEmpty();
  }

  @Test
  void aStringIsTheTextOfADocument_orADocumentItself() throws Exception {
    var asValue = JsonToValue.forColumn(Columns.of(Type.json()), AS_VALUE);
    assertThat(asValue.convert(StrictJson.parse("\"1\""))).isEqualTo(Value.json("\"1\""));
    assertThat(asValue.convert(StrictJson.parse("1"))).isEqualTo(Value.json("1"));
    var dates = JsonToValue.forColumn(Columns.of(Type.date()), AS_VALUE);
    assertThat(dates.convert(StrictJson.parse("\"2024-02-29\"")))
        .isEqualTo(Value.date(Date.fromYearMonthDay(2024, 2, 29)));
  }

  @Test
  void aNumberThatJsonWouldRoundIsRejected_butNotByJsonb() throws Exception {
    String wide = "a number in it is one that JSON cannot hold exactly, got ";
    for (String number :
        List.of(
            "1E+400",
            "1E-400",
            "18446744073709551617",
            "-9223372036854775809",
            "0.1234567890123456789")) {
      assertRejected(Type.json(), "[%s]".formatted(number), wide + "\"[%s]\"".formatted(number));
      assertRejected(Type.json(), "\"%s\"".formatted(number), wide + "\"%s\"".formatted(number));
      assertThat(convert(Type.pgJsonb(), "[%s]".formatted(number)))
          .isEqualTo(Value.pgJsonb("[%s]".formatted(number)));
    }
    for (String number :
        List.of(
            "18446744073709551615",
            "-9223372036854775808",
            "100000000000000000000",
            "5e-324",
            "1.7976931348623157e308",
            "0.1000000000000000055511151231257827",
            "2.50",
            "1e23")) {
      assertThat(convert(Type.json(), "[%s]".formatted(number)))
          .isEqualTo(Value.json("[%s]".formatted(number)));
    }
  }

  @Test
  void commitTimestampOfAMutationIsWrittenAsAPlaceholder() throws Exception {
    var table =
        Columns.table(
            "T",
            List.of(
                Columns.named("Id", Type.int64()),
                Columns.column("At", Type.timestamp()).setCommitTimestampAllowed(true).build()));
    Mutation mutation =
        Mutation.newReplaceBuilder("T")
            .set("Id")
            .to(1)
            .set("At")
            .to(Value.COMMIT_TIMESTAMP)
            .build();
    String json = StrictJson.write(ValueToJson.convert(mutation));
    assertThat(json).isEqualTo("{\"Id\":\"1\",\"At\":\"spanner.commit_timestamp()\"}");
    assertThat(JsonRowConverter.of(table, Mutation.Op.REPLACE).convert(StrictJson.parse(json)))
        .isEqualTo(mutation);
  }

  @Test
  void structBecomesAnObject() {
    Struct struct = Struct.newBuilder().set("a").to(1).set("b").toStringArray(List.of("x")).build();
    assertThat(StrictJson.write(ValueToJson.convert(struct)))
        .isEqualTo("{\"a\":\"1\",\"b\":[\"x\"]}");
  }
}
