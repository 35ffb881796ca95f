package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextToValueTest {
  private static Value convert(Type type, @Nullable String text) {
    return TextToValue.forColumn(Columns.of(type), TextFormat.defaults()).convert(text);
  }

  private static void assertRejected(Type type, String text, String reason) {
    assertThatThrownBy(() -> convert(type, text))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column C (%s): %s, got \"%s\"", type, reason, text);
  }

  @Test
  void readsScalars() {
    assertThat(convert(Type.bool(), "TRUE")).isEqualTo(Value.bool(true));
    assertThat(convert(Type.bool(), " false ")).isEqualTo(Value.bool(false));
    assertThat(convert(Type.int64(), "-9223372036854775808"))
        .isEqualTo(Value.int64(Long.MIN_VALUE));
    assertThat(convert(Type.int64(), " +5")).isEqualTo(Value.int64(5));
    assertThat(convert(Type.float32(), "0.1")).isEqualTo(Value.float32(0.1f));
    assertThat(convert(Type.float64(), "1e2")).isEqualTo(Value.float64(100));
    assertThat(convert(Type.float64(), "-0.0")).isEqualTo(Value.float64(-0.0));
    assertThat(convert(Type.string(), " a ")).isEqualTo(Value.string(" a "));
    assertThat(convert(Type.bytes(), "AP8="))
        .isEqualTo(Value.bytes(ByteArray.copyFrom(new byte[] {0, (byte) 0xff})));
    assertThat(convert(Type.date(), "2024-2-29"))
        .isEqualTo(Value.date(Date.fromYearMonthDay(2024, 2, 29)));
    assertThat(convert(Type.json(), "{\"b\": [1, 2.50]}"))
        .isEqualTo(Value.json("{\"b\": [1, 2.50]}"));
    assertThat(convert(Type.pgJsonb(), "null")).isEqualTo(Value.pgJsonb("null"));
    assertThat(convert(Type.uuid(), "00112233-4455-6677-8899-AABBCCDDEEFF"))
        .isEqualTo(Value.uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")));
    assertThat(convert(Type.protoEnum("p.E"), "3")).isEqualTo(Value.protoEnum(3, "p.E"));
  }

  @ParameterizedTest
  @CsvSource({"nan,NaN", "NaN,NaN", "inf,Infinity", "Infinity,Infinity", "+inf,Infinity"})
  void readsNamesOfNumbers(String text, double expected) {
    assertThat(convert(Type.float64(), text)).isEqualTo(Value.float64(expected));
    assertThat(convert(Type.float32(), text)).isEqualTo(Value.float32((float) expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-inf", "-Infinity"})
  void readsNegativeInfinity(String text) {
    assertThat(convert(Type.float64(), text)).isEqualTo(Value.float64(Double.NEGATIVE_INFINITY));
    assertThat(convert(Type.float32(), text)).isEqualTo(Value.float32(Float.NEGATIVE_INFINITY));
  }

  @Test
  void numericIsExactOrRejected() {
    assertThat(convert(Type.numeric(), "99999999999999999999999999999.999999999"))
        .isEqualTo(Value.numeric(new BigDecimal("99999999999999999999999999999.999999999")));
    assertThat(convert(Type.numeric(), "1.50000000000000"))
        .isEqualTo(Value.numeric(new BigDecimal("1.5")));
    assertThat(convert(Type.numeric(), "1e28"))
        .isEqualTo(Value.numeric(new BigDecimal("10000000000000000000000000000")));
    assertRejected(Type.numeric(), "0.0000000001", "more than 9 digits after the decimal point");
    assertRejected(
        Type.numeric(),
        "100000000000000000000000000000",
        "out of range, more than 29 digits before the decimal point");
    assertRejected(
        Type.numeric(),
        "1e999999999",
        "out of range, more than 29 digits before the decimal point");
    assertRejected(Type.numeric(), "NaN", "not a number");
  }

  @Test
  void pgNumericKeepsItsScale() {
    assertThat(convert(Type.pgNumeric(), "123.4560")).isEqualTo(Value.pgNumeric("123.4560"));
    assertThat(convert(Type.pgNumeric(), "1e3")).isEqualTo(Value.pgNumeric("1000"));
    assertThat(convert(Type.pgNumeric(), "nan")).isEqualTo(Value.pgNumeric("NaN"));
    assertRejected(
        Type.pgNumeric(),
        "1e131072",
        "out of range, more than 131072 digits before the decimal point");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:34:56.123456789Z, 2024-02-29T12:34:56.123456789Z",
    "2024-02-29t12:34:56.1z, 2024-02-29T12:34:56.100000000Z",
    "2024-02-29 12:34:56 UTC, 2024-02-29T12:34:56Z",
    "2024-02-29 12:34+05:30, 2024-02-29T07:04:00Z",
    "2024-02-29T00:30:00.000000001-0100, 2024-02-29T01:30:00.000000001Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    "-1, 1969-12-31T23:59:59.999999000Z",
    "1700000000123456, 2023-11-14T22:13:20.123456000Z"
  })
  void readsTimestampsToTheNanosecond(String text, String expected) {
    assertThat(convert(Type.timestamp(), text))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp(expected)));
  }

  @Test
  void rejectsInvalidTimestampsAndDates() {
    assertRejected(
        Type.timestamp(),
        "2024-02-29T12:34:56",
        "a timestamp without an offset such as Z or +02:00");
    assertRejected(
        Type.timestamp(), "0001-01-01T00:00:00+01:00", "out of range, years are 0001 to 9999");
    assertRejected(
        Type.timestamp(), "2024-02-29T12:34:56.1234567891Z", "more than 9 digits of a second");
    assertRejected(Type.timestamp(), "2023-02-29T12:34:56Z", "no such day");
    assertRejected(
        Type.timestamp(),
        "2024-02-29T12:34:60Z",
        "not a timestamp such as 2024-02-29T12:34:56.123456789Z");
    assertRejected(Type.timestamp(), "9223372036854775807", "out of range, years are 0001 to 9999");
    assertRejected(Type.date(), "0000-01-01", "out of range, years are 0001 to 9999");
    assertRejected(Type.date(), "2024-13-01", "not a date such as 2024-02-29");
    assertRejected(Type.date(), "2023-02-29", "no such day");
    assertRejected(Type.date(), "12024-01-01", "not a date such as 2024-02-29");
  }

  /** What takes the square of the time for each digit more would not end. */
  @Test
  @Timeout(60)
  void aMillionDigitsAreGivenUpAtOnce() {
    String digits = "1".repeat(1_000_000);
    for (Type type : List.of(Type.int64(), Type.numeric(), Type.pgNumeric(), Type.float64())) {
      assertThatThrownBy(() -> convert(type, digits))
          .hasMessageContaining("a number of more than 200000 characters");
      assertThatThrownBy(() -> convert(type, digits + "x")).hasMessageContaining("not a");
    }
  }

  @Test
  void rejectsWhatDoesNotFitTheType() {
    assertRejected(Type.bool(), "1", "neither true nor false");
    assertRejected(Type.int64(), "9223372036854775808", "not a 64-bit integer");
    assertRejected(Type.int64(), "1.5", "not an integer");
    assertRejected(Type.int64(), " ", "not an integer");
    assertRejected(Type.int64(), "٣", "not an integer");
    assertRejected(Type.float64(), "1e400", "out of the range of FLOAT64");
    assertRejected(Type.float32(), "1e39", "out of the range of FLOAT32");
    assertRejected(Type.float64(), "0x1p3", "not a number");
    assertRejected(Type.float64(), "1d", "not a number");
    assertRejected(Type.bytes(), "a$", "not base64");
    assertRejected(Type.json(), "{a:1}", "not valid JSON");
    assertRejected(Type.json(), "1 2", "not one JSON value");
    assertRejected(
        Type.uuid(), "1-1-1-1-1", "not a UUID such as 00112233-4455-6677-8899-aabbccddeeff");
    assertRejected(Type.string(), "\udc80", "not well-formed Unicode");
    assertRejected(Type.array(Type.int64()), "1,2", "not a JSON array");
  }

  @Test
  void readsArraysAsJson() {
    assertThat(convert(Type.array(Type.int64()), "[1, null, \"3\"]"))
        .isEqualTo(Value.int64Array(Arrays.asList(1L, null, 3L)));
    assertThat(convert(Type.array(Type.string()), "[]")).isEqualTo(Value.stringArray(List.of()));
    assertThat(convert(Type.array(Type.string()), ""))
        .isEqualTo(Value.stringArray((Iterable<String>) null));
    assertThatThrownBy(() -> convert(Type.array(Type.int64()), "[1, \"x\"]"))
        .hasMessage("Column C (ARRAY<INT64>): not an integer, got \"[1,\"x\"]\"");
  }

  @Test
  void emptyFieldIsNullExceptInStringAndBytes() {
    assertThat(convert(Type.int64(), "").isNull()).isTrue();
    assertThat(convert(Type.json(), "").isNull()).isTrue();
    assertThat(convert(Type.timestamp(), "").isNull()).isTrue();
    assertThat(convert(Type.string(), "")).isEqualTo(Value.string(""));
    assertThat(convert(Type.bytes(), "")).isEqualTo(Value.bytes(ByteArray.copyFrom("")));
  }

  @Test
  void nullFieldIsNull() {
    for (Type type : List.of(Type.string(), Type.bytes(), Type.int64())) {
      assertThat(convert(type, null).isNull()).isTrue();
    }
  }

  @Test
  void nullInNotNullColumnIsRejected() {
    var column = Columns.column("Id", Type.int64()).setNullable(false).build();
    assertThatThrownBy(() -> TextToValue.forColumn(column, TextFormat.defaults()).convert(""))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column Id (INT64): null in a NOT NULL column");
  }

  @Test
  void lengthOfStringIsInCodePointsAndOfBytesInBytes() {
    var string =
        Columns.column("S", Type.string()).setTypeName("STRING(2)").setMaxLength(2).build();
    var text = TextToValue.forColumn(string, TextFormat.defaults());
    assertThat(text.convert("😀😀")).isEqualTo(Value.string("😀😀"));
    assertThatThrownBy(() -> text.convert("abc"))
        .hasMessage("Column S (STRING(2)): 3 characters, at most 2 allowed, got \"abc\"");
    var bytes = Columns.column("Y", Type.bytes()).setTypeName("BYTES(1)").setMaxLength(1).build();
    assertThatThrownBy(() -> TextToValue.forColumn(bytes, TextFormat.defaults()).convert("AAAA"))
        .hasMessage("Column Y (BYTES(1)): 3 bytes, at most 1 allowed, got \"AAAA\"");
    var array =
        Columns.column("A", Type.array(Type.string()))
            .setTypeName("ARRAY<STRING(2)>")
            .setMaxLength(2)
            .build();
    assertThatThrownBy(
            () -> TextToValue.forColumn(array, TextFormat.defaults()).convert("[\"abc\"]"))
        .hasMessageContaining("3 characters, at most 2 allowed");
  }

  @Test
  void messageQuotesAtMostFiftyCharacters() {
    assertThatThrownBy(() -> convert(Type.int64(), "x".repeat(51)))
        .hasMessageEndingWith("got \"" + "x".repeat(50) + "…\"");
  }

  @Test
  void commitTimestampNeedsTheColumnToAllowIt() {
    var column = Columns.column("T", Type.timestamp()).setCommitTimestampAllowed(true).build();
    var value =
        TextToValue.forColumn(column, TextFormat.defaults()).convert("spanner.commit_timestamp()");
    assertThat(value.isCommitTimestamp()).isTrue();
    assertThatThrownBy(() -> convert(Type.timestamp(), "spanner.commit_timestamp()"))
        .hasMessage("Column C (TIMESTAMP): the column does not allow the commit timestamp");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-07-01 12:00:00, 2024-07-01T10:00:00Z",
    "2024-07-01T12:00, 2024-07-01T10:00:00Z",
    "2024-01-01 12:00:00.123456789, 2024-01-01T11:00:00.123456789Z",
    "2024-01-01 12:00:00.5, 2024-01-01T11:00:00.5Z",
    "2024-01-01 12:00:00+00, 2024-01-01T12:00:00Z",
    "2024-01-01 12:00:00+0000, 2024-01-01T12:00:00Z",
    "2024-01-01 12:00:00+00:00, 2024-01-01T12:00:00Z",
    "2024-01-01 12:00:00Z, 2024-01-01T12:00:00Z",
    "2024-01-01 12:00:00UTC, 2024-01-01T12:00:00Z",
    "2024-01-01 12:00:00 UTC, 2024-01-01T12:00:00Z",
    "1800-02-28 13:28:24.5+00:53:28, 1800-02-28T12:34:56.5Z",
    "2024-10-27 02:30:00, 2024-10-27T00:30:00Z",
  })
  void timestampWithoutAZoneIsOfTheTimeZone(String text, String instant) {
    var format = TextFormat.defaults().withTimeZone(ZoneId.of("Europe/Berlin"));
    Value expected = Value.timestamp(Timestamp.parseTimestamp(instant));
    var fields = TextToValue.forColumn(Columns.of(Type.timestamp()), format);
    assertThat(fields.convert(text)).isEqualTo(expected);
    var json = JsonToValue.forColumn(Columns.of(Type.timestamp()), format);
    assertThat(json.convert(TextNode.valueOf(text))).isEqualTo(expected);
    var avro =
        AvroToValue.forColumn(
            Schema.create(Schema.Type.STRING), Columns.of(Type.timestamp()), format);
    assertThat(avro.convert(new Utf8(text))).isEqualTo(expected);
  }

  @Test
  void timeThatDoesNotOccurIsRejected() {
    var format = TextFormat.defaults().withTimeZone(ZoneId.of("Europe/Berlin"));
    var text = TextToValue.forColumn(Columns.of(Type.timestamp()), format);
    assertThatThrownBy(() -> text.convert("2024-03-31 02:30:00"))
        .hasMessageContaining("a time that does not occur in Europe/Berlin");
    var pattern = format.withTimestampFormat("d.M.yyyy H:mm");
    var ofPattern = TextToValue.forColumn(Columns.of(Type.timestamp()), pattern);
    assertThat(ofPattern.convert("1.7.2024 12:00"))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp("2024-07-01T10:00:00Z")));
    assertThatThrownBy(() -> ofPattern.convert("31.3.2024 2:30"))
        .hasMessageContaining("a time that does not occur in Europe/Berlin");
  }

  @Test
  void theZoneThatATextNamesIsTreatedAsTheGivenOne() {
    var format = TextFormat.defaults().withTimestampFormat("d.M.yyyy[ H:mm] VV[xxx]");
    var text = TextToValue.forColumn(Columns.of(Type.timestamp()), format);
    assertThat(text.convert("1.7.2024 12:00 Europe/Berlin")).isEqualTo(at("2024-07-01T10:00:00Z"));
    assertThat(text.convert("1.7.2024 Europe/Berlin")).isEqualTo(at("2024-06-30T22:00:00Z"));
    assertThat(text.convert("27.10.2024 2:30 Europe/Berlin")).isEqualTo(at("2024-10-27T00:30:00Z"));
    assertThat(text.convert("27.10.2024 2:30 Europe/Berlin+01:00"))
        .isEqualTo(at("2024-10-27T01:30:00Z"));
    assertThatThrownBy(() -> text.convert("31.3.2024 2:30 Europe/Berlin"))
        .hasMessageContaining("a time that does not occur in Europe/Berlin");
  }

  private static Value at(String timestamp) {
    return Value.timestamp(Timestamp.parseTimestamp(timestamp));
  }

  @Test
  void patternsApplyToStringsOfJsonAndAvroAndToElements() {
    var format = TextFormat.defaults().withDateFormat("d.M.yyyy");
    var dates = Value.dateArray(List.of(Date.fromYearMonthDay(2024, 2, 29)));
    Column column = Columns.of(Type.array(Type.date()));
    assertThat(TextToValue.forColumn(column, format).convert("[\"29.2.2024\"]")).isEqualTo(dates);
    assertThat(
            JsonToValue.forColumn(column, format)
                .convert(JsonNodeFactory.instance.arrayNode().add("29.2.2024")))
        .isEqualTo(dates);
    Schema avro = Schema.createArray(Schema.create(Schema.Type.STRING));
    assertThat(AvroToValue.forColumn(avro, column, format).convert(List.of(new Utf8("29.2.2024"))))
        .isEqualTo(dates);
  }

  @Test
  void booleansBytesAndArraysAreReadAsTheFormatWritesThem() {
    var postgres =
        TextFormat.defaults()
            .withBooleans(BooleanText.LETTERS)
            .withBytes(BytesText.HEX)
            .withArrays(ArrayText.BRACES);
    assertThat(convert(postgres, Type.bool(), "t")).isEqualTo(Value.bool(true));
    assertThat(convert(postgres, Type.bool(), "false")).isEqualTo(Value.bool(false));
    assertThat(convert(postgres, Type.bytes(), "\\x0041Ff")).isEqualTo(bytes(0, 0x41, 0xFF));
    assertThat(
            convert(
                postgres,
                Type.array(Type.string()),
                "{a,NULL,\"b, c\",\"\",\"NULL\",\"q\\\"x\",\"back\\\\slash\",\" sp \",\"{b}\"}"))
        .isEqualTo(
            Value.stringArray(
                Arrays.asList(
                    "a", null, "b, c", "", "NULL", "q\"x", "back\\slash", " sp ", "{b}")));
    assertThat(convert(postgres, Type.array(Type.bool()), "{t,NULL,f}"))
        .isEqualTo(Value.boolArray(Arrays.asList(true, null, false)));
    assertThat(convert(postgres, Type.array(Type.bytes()), "{\"\\\\x41\"}").getBytesArray())
        .containsExactly(ByteArray.copyFrom("A"));
    assertThat(convert(postgres, Type.array(Type.int64()), "{}").getInt64Array()).isEmpty();

    var duckdb = TextFormat.defaults().withBytes(BytesText.ESCAPED).withArrays(ArrayText.BRACKETS);
    assertThat(convert(duckdb, Type.bytes(), "\\x00a\\xFF\\x5C")).isEqualTo(bytes(0, 'a', 255, 92));
    assertThat(
            convert(
                duckdb,
                Type.array(Type.string()),
                "[a, NULL, 'b, c', '', 'NULL', 'it\\'s', q\"x, back\\slash, ' sp ', 'a\\\\,b']"))
        .isEqualTo(
            Value.stringArray(
                Arrays.asList(
                    "a",
                    null,
                    "b, c",
                    "",
                    "NULL",
                    "it's",
                    "q\"x",
                    "back\\slash",
                    " sp ",
                    "a\\,b")));
    assertThat(convert(duckdb, Type.array(Type.int64()), "[1, NULL, 2]"))
        .isEqualTo(Value.int64Array(Arrays.asList(1L, null, 2L)));

    var mysql = TextFormat.defaults().withBooleans(BooleanText.DIGITS).withBytes(BytesText.UTF8);
    assertThat(convert(mysql, Type.bool(), "1")).isEqualTo(Value.bool(true));
    assertThat(convert(mysql, Type.bytes(), "abcd")).isEqualTo(bytes('a', 'b', 'c', 'd'));
  }

  @ParameterizedTest
  @EnumSource(
      value = BytesText.class,
      names = {"ESCAPED", "UTF8"})
  void blanksAreBytesWhereEachCharacterIsOne(BytesText bytes) {
    var format = TextFormat.defaults().withBytes(bytes);
    assertThat(convert(format, Type.bytes(), " a\n")).isEqualTo(bytes(' ', 'a', '\n'));
    assertThat(convert(format, Type.bytes(), "  ")).isEqualTo(bytes(' ', ' '));
  }

  @ParameterizedTest
  @CsvSource({"BASE64,YQ==", "HEX,\\x61"})
  void blanksAroundAnEncodingOfBytesAreNone(BytesText bytes, String a) {
    var format = TextFormat.defaults().withBytes(bytes);
    assertThat(convert(format, Type.bytes(), " " + a + "\n")).isEqualTo(bytes('a'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BRACES|HEX|BOOL|1",
        "BRACES|HEX|BYTES|41",
        "BRACES|HEX|BYTES|\\x4",
        "BRACES|ESCAPED|BYTES|\\x4",
        "BRACES|ESCAPED|BYTES|é",
        "BRACES|HEX|INT64S|[1]",
        "BRACES|HEX|INT64S|{1",
        "BRACES|HEX|INT64S|{1,}",
        "BRACES|HEX|INT64S|{1}x",
        "BRACES|HEX|INT64S|{{1},{2}}",
        "BRACES|HEX|INT64S|[2:3]={1,2}",
        "BRACKETS|HEX|INT64S|[[1]]",
      })
  void textOfAnotherFormIsRejected(ArrayText arrays, BytesText bytes, String type, String text) {
    var format =
        TextFormat.defaults().withBooleans(BooleanText.LETTERS).withArrays(arrays).withBytes(bytes);
    Type of =
        switch (type) {
          case "BOOL" -> Type.bool();
          case "BYTES" -> Type.bytes();
          default -> Type.array(Type.int64());
        };
    assertThatThrownBy(() -> convert(format, of, text)).isInstanceOf(ConversionException.class);
  }

  private static Value convert(TextFormat format, Type type, String text) {
    return TextToValue.forColumn(Columns.of(type), format).convert(text);
  }

  private static Value bytes(int... bytes) {
    var copy = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      copy[i] = (byte) bytes[i];
    }
    return Value.bytes(ByteArray.copyFrom(copy));
  }

  @Test
  void readsDatesAndTimestampsOfGivenPatterns() {
    var format =
        TextFormat.defaults()
            .withDateFormat("d MMM yyyy")
            .withTimestampFormat("dd/MM/yyyy HH:mm[:ss.SSS][ XXX]");
    var date = TextToValue.forColumn(Columns.of(Type.date()), format);
    assertThat(date.convert("29 feb 2024"))
        .isEqualTo(Value.date(Date.fromYearMonthDay(2024, 2, 29)));
    assertThatThrownBy(() -> date.convert("30 Feb 2024"))
        .hasMessageContaining("not a date of the given dateFormat");
    var timestamp = TextToValue.forColumn(Columns.of(Type.timestamp()), format);
    assertThat(timestamp.convert("29/02/2024 12:34"))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp("2024-02-29T12:34:00Z")));
    assertThat(timestamp.convert("29/02/2024 12:34:56.789 +02:00"))
        .isEqualTo(Value.timestamp(Timestamp.parseTimestamp("2024-02-29T10:34:56.789Z")));
    assertThatThrownBy(() -> timestamp.convert("1700000000123456"))
        .hasMessageContaining("not a timestamp of the given timestampFormat");
    assertThatThrownBy(() -> TextFormat.defaults().withDateFormat("{"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
