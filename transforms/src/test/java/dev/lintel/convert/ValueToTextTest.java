package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueToTextTest {

  private static void assertText(Value value, String text) {
    assertThat(ValueToText.of(value.getType()).convert(value)).isEqualTo(text);
    assertThat(
            TextToValue.forColumn(Columns.of(value.getType()), TextFormat.lossless()).convert(text))
        .isEqualTo(value);
  }

  @Test
  void scalarsAreConvertedWithoutLoss() {
    assertText(Value.bool(true), "true");
    assertText(Value.int64(Long.MIN_VALUE), "-9223372036854775808");
    assertText(Value.protoEnum(3, "p.E"), "3");
    assertText(Value.float32(0.1f), "0.1");
    assertText(Value.float32(Float.MIN_VALUE), "1.4E-45");
    assertText(Value.float64(-0.0), "-0.0");
    assertText(Value.float64(Double.MIN_VALUE), "4.9E-324");
    assertText(Value.float64(Double.NaN), "NaN");
    assertText(Value.float64(Double.NEGATIVE_INFINITY), "-Infinity");
    assertText(Value.numeric(new BigDecimal("-0.000000001")), "-0.000000001");
    assertText(Value.pgNumeric("NaN"), "NaN");
    assertText(Value.pgNumeric("123.4560"), "123.4560");
    assertText(Value.bytes(ByteArray.copyFrom(new byte[] {0, 1, -2, -1})), "AAH+/w==");
    assertText(Value.date(Date.fromYearMonthDay(1, 1, 1)), "0001-01-01");
    assertText(Value.timestamp(Timestamp.MIN_VALUE), "0001-01-01T00:00:00Z");
    assertText(Value.timestamp(Timestamp.MAX_VALUE), "9999-12-31T23:59:59.999999999Z");
    assertText(Value.json("{\"a\": \"x\", \"b\": [1, 2.50]}"), "{\"a\": \"x\", \"b\": [1, 2.50]}");
    assertText(Value.pgJsonb("null"), "null");
    assertText(
        Value.uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
        "00112233-4455-6677-8899-aabbccddeeff");
  }

  @Test
  void emptyIsNotNull() {
    assertText(Value.string(""), "");
    assertText(Value.bytes(ByteArray.copyFrom("")), "");
    assertText(Value.protoMessage(ByteArray.copyFrom(""), "p.M"), "");
    assertText(Value.string(null), null);
    assertText(Value.int64((Long) null), null);
    assertText(Value.stringArray(null), null);
    assertText(Value.stringArray(List.of()), "[]");
  }

  @Test
  void textThatLooksLikeNullOrBlankIsKept() {
    assertText(Value.string("\\N"), "\\N");
    assertText(Value.string(" "), " ");
    assertText(Value.string("NULL"), "NULL");
  }

  @Test
  void arraysAreJson() {
    assertText(Value.stringArray(Arrays.asList("a\n\"", null, "")), "[\"a\\n\\\"\",null,\"\"]");
    assertText(
        Value.int64Array(Arrays.asList(Long.MAX_VALUE, null)), "[\"9223372036854775807\",null]");
    assertText(
        Value.float32Array(List.of(0.1f, Float.NaN, -0.0f, Float.POSITIVE_INFINITY)),
        "[0.1,\"NaN\",\"-0.0\",\"Infinity\"]");
    assertText(Value.jsonArray(List.of("{\"a\": 1.0}")), "[\"{\\\"a\\\": 1.0}\"]");
  }

  @Test
  void emptyTextIsNotANumber() {
    assertThatThrownBy(
            () ->
                TextToValue.forColumn(Columns.of(Type.int64()), TextFormat.lossless()).convert(""))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column C (INT64): not an integer, got \"\"");
  }

  @Test
  void structIsRefused() {
    Type struct = Struct.newBuilder().set("a").to(1).build().getType();
    assertThatThrownBy(() -> ValueToText.of(struct)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ValueToText.of(Type.array(struct)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
