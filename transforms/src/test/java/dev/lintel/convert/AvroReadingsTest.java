package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the whole table of readings: each logical type, in each encoding, into each type. */
class AvroReadingsTest {
  private static final String UUID = "00112233-4455-6677-8899-aabbccddeeff";
  private static final String UUID_HEX = "00112233445566778899aabbccddeeff";
  private static final String UUID_BASE64 = "ABEiM0RVZneImaq7zN3u/w==";
  private static final String INTERVAL_HEX = "0100000002000000e0322900";

  /** The type of each code that a column can have. */
  private static final Map<Code, Type> TYPES =
      Stream.of(
              Type.bool(),
              Type.int64(),
              Type.protoEnum("p.E"),
              Type.float32(),
              Type.float64(),
              Type.numeric(),
              Type.pgNumeric(),
              Type.string(),
              Type.bytes(),
              Type.proto("p.M"),
              Type.date(),
              Type.timestamp(),
              Type.json(),
              Type.pgJsonb(),
              Type.uuid(),
              Type.interval())
          .collect(Collectors.toMap(Type::getCode, type -> type, (a, b) -> a, TreeMap::new));

  /**
   * A row of the table.
   *
   * @param read the value by the code of the type; what is missing is refused
   */
  private record Reading(Schema schema, Object datum, Map<Code, String> read) {
    static Reading of(String schema, Object datum) {
      return new Reading(parse(schema), datum, Map.of());
    }

    Reading as(String value, Code... types) {
      var all = new TreeMap<>(read);
      Arrays.stream(types).forEach(type -> all.put(type, value));
      return new Reading(schema, datum, all);
    }

    Reading number(String value) {
      return as(value, Code.INT64, Code.ENUM, Code.NUMERIC, Code.PG_NUMERIC, Code.STRING)
          .as(value, Code.JSON, Code.PG_JSONB)
          .as(new BigDecimal(value).doubleValue() + "", Code.FLOAT64);
    }

    Reading uuid() {
      return as(UUID, Code.UUID, Code.STRING).as(UUID_BASE64, Code.BYTES);
    }

    @Override
    public String toString() {
      return schema.toString();
    }
  }

  private static Schema parse(String schema) {
    return new Schema.Parser()
        .setValidate(false)
        .parse(schema.startsWith("{") || schema.startsWith("[") ? schema : '"' + schema + '"');
  }

  private static String logical(String type, String logicalType) {
    return "{\"type\": \"%s\", \"logicalType\": \"%s\"}".formatted(type, logicalType);
  }

  private static String decimal(String type, int precision, int scale) {
    return "{\"type\": \"%s\", \"logicalType\": \"decimal\", \"precision\": %d, \"scale\": %d}"
        .formatted(type, precision, scale);
  }

  private static String fixed(int size, String more) {
    return "{\"type\": \"fixed\", \"name\": \"F\", \"size\": %d%s}".formatted(size, more);
  }

  private static String parquet(String type, String parquetType) {
    return "{\"type\": \"%s\", \"parquetType\": \"%s\"}".formatted(type, parquetType);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(hex(hex));
  }

  private static GenericData.Fixed fixedOf(String hex) {
    byte[] bytes = hex(hex);
    return new GenericData.Fixed(Schema.createFixed("F", null, null, bytes.length), bytes);
  }

  static Stream<Reading> table() {
    return Stream.of(
            Stream.of(
                Reading.of("boolean", true)
                    .as("true", Code.BOOL, Code.STRING, Code.JSON, Code.PG_JSONB)),
            integers(),
            decimals(),
            floatingPoint(),
            text(),
            bytes(),
            uuids(),
            times(),
            nested())
        .flatMap(readings -> readings);
  }

  private static Stream<Reading> integers() {
    String seconds = "1970-01-01T00:00:07Z";
    String micros = "1970-01-01T00:00:00.000007000Z";
    return Stream.of(
        Reading.of("int", 7).number("7"),
        Reading.of("long", 7L).number("7").as(micros, Code.TIMESTAMP),
        Reading.of(parquet("int", "INT32"), 7).number("7"),
        Reading.of(parquet("long", "INT64"), 7L).number("7"),
        Reading.of(logical("long", "of another program"), 7L).number("7"),
        Reading.of(logical("long", "date"), 7L).number("7"),
        Reading.of(logical("int", "timestamp-millis"), 7).number("7"),
        Reading.of("{\"type\": \"int\", \"timestampUnit\": \"seconds\"}", 7)
            .number("7")
            .as(seconds, Code.TIMESTAMP),
        Reading.of("{\"type\": \"long\", \"timestampUnit\": \"millis\"}", 7000L)
            .number("7000")
            .as(seconds, Code.TIMESTAMP),
        Reading.of("{\"type\": \"long\", \"timestampUnit\": \"micros\"}", 7L)
            .number("7")
            .as(micros, Code.TIMESTAMP),
        Reading.of("{\"type\": \"long\", \"timestampUnit\": \"nanos\"}", 7000L)
            .number("7000")
            .as(micros, Code.TIMESTAMP),
        Reading.of(logical("int", "unsigned"), -1).number("4294967295"),
        Reading.of(logical("long", "unsigned"), 7L).number("7"));
  }

  private static Stream<Reading> decimals() {
    return Stream.of(
            Reading.of(decimal("int", 9, 2), -1200),
            Reading.of(decimal("long", 18, 2), -1200L),
            Reading.of(decimal("bytes", 38, 2), bytes("fb50")),
            Reading.of(
                fixed(4, ", \"logicalType\": \"decimal\", \"precision\": 9, \"scale\": 2"),
                fixedOf("fffffb50")))
        .map(
            reading ->
                reading
                    .as("-12.00", Code.NUMERIC, Code.PG_NUMERIC, Code.STRING)
                    .as("-12.00", Code.JSON, Code.PG_JSONB)
                    .as("-12", Code.INT64, Code.ENUM)
                    .as("-12.0", Code.FLOAT64));
  }

  private static Stream<Reading> floatingPoint() {
    return Stream.of(
        Reading.of("float", 7f)
            .as("7.0", Code.FLOAT32, Code.FLOAT64, Code.STRING, Code.JSON, Code.PG_JSONB)
            .as("7", Code.INT64),
        Reading.of(fixed(2, ", \"logicalType\": \"float16\""), fixedOf("0047"))
            .as("7.0", Code.FLOAT32, Code.FLOAT64, Code.STRING, Code.JSON, Code.PG_JSONB)
            .as("7", Code.INT64),
        Reading.of("double", 7d)
            .as("7.0", Code.FLOAT64, Code.STRING, Code.JSON, Code.PG_JSONB)
            .as("7", Code.INT64));
  }

  private static Stream<Reading> text() {
    return Stream.of(
        Reading.of("string", new Utf8("7")).number("7").as("7.0", Code.FLOAT32, Code.FLOAT64),
        Reading.of("string", new Utf8("true"))
            .as("true", Code.BOOL, Code.STRING, Code.JSON, Code.PG_JSONB)
            .as("true", Code.BYTES, Code.PROTO),
        Reading.of("string", new Utf8("2024-02-29")).as("2024-02-29", Code.DATE, Code.STRING),
        Reading.of("string", new Utf8("2024-02-29T12:34:56Z"))
            .as("2024-02-29T12:34:56Z", Code.TIMESTAMP, Code.STRING),
        Reading.of("string", new Utf8(UUID)).as(UUID, Code.UUID, Code.STRING),
        Reading.of(logical("string", "json"), new Utf8("{\"a\":1}"))
            .as("{\"a\":1}", Code.JSON, Code.PG_JSONB, Code.STRING)
            .as("eyJhIjoxfQ==", Code.BYTES),
        Reading.of(
                "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]}",
                new GenericData.EnumSymbol(Schema.createEnum("E", null, null, List.of("A")), "A"))
            .as("A", Code.STRING));
  }

  private static Stream<Reading> bytes() {
    return Stream.of(
        Reading.of("bytes", bytes("000000000203e8"))
            .as("AAAAAAID6A==", Code.BYTES, Code.PROTO)
            .as("0.000132072", Code.NUMERIC)
            .as("10.00", Code.PG_NUMERIC),
        Reading.of(parquet("bytes", "BYTE_ARRAY"), bytes("0002"))
            .as("AAI=", Code.BYTES, Code.PROTO),
        Reading.of(fixed(2, ""), fixedOf("0002")).as("AAI=", Code.BYTES, Code.PROTO),
        Reading.of(logical("bytes", "bson"), bytes("0002")).as("AAI=", Code.BYTES),
        Reading.of(decimal("bytes", 147_455, 16_383), bytes("000000000203e8"))
            .as("10.00", Code.NUMERIC, Code.PG_NUMERIC, Code.STRING));
  }

  private static Stream<Reading> uuids() {
    return Stream.of(
        Reading.of(logical("string", "uuid"), new Utf8(UUID)).uuid(),
        Reading.of(logical("bytes", "uuid"), bytes(UUID_HEX)).uuid(),
        Reading.of(fixed(16, ", \"logicalType\": \"uuid\""), fixedOf(UUID_HEX)).uuid(),
        Reading.of(fixed(16, ""), fixedOf(UUID_HEX))
            .as(UUID, Code.UUID)
            .as(UUID_BASE64, Code.BYTES, Code.PROTO));
  }

  private static Stream<Reading> times() {
    return Stream.concat(
        Stream.of(
            Reading.of(logical("int", "date"), 19_782).as("2024-02-29", Code.DATE, Code.STRING),
            Reading.of(logical("int", "time-millis"), 45_296_789).as("12:34:56.789", Code.STRING),
            Reading.of(logical("long", "time-micros"), 45_296_000_000L).as("12:34:56", Code.STRING),
            Reading.of(logical("long", "time-nanos"), 0L).as("00:00:00", Code.STRING),
            Reading.of(
                    "{\"type\": \"fixed\", \"name\": \"INT96\", \"size\": 12}",
                    fixedOf("00ca9a3b000000008d3d2500"))
                .as("1970-01-02T00:00:01Z", Code.TIMESTAMP, Code.STRING),
            Reading.of(fixed(12, ", \"logicalType\": \"duration\""), fixedOf(INTERVAL_HEX))
                .as("P1M2DT45M", Code.INTERVAL, Code.STRING)),
        Stream.of("", "local-")
            .flatMap(
                local ->
                    Stream.of(
                        Reading.of(logical("long", local + "timestamp-millis"), 500L),
                        Reading.of(logical("long", local + "timestamp-micros"), 500_000L),
                        Reading.of(logical("long", local + "timestamp-nanos"), 500_000_000L)))
            .map(
                timestamp ->
                    timestamp
                        .as("1970-01-01T00:00:00.500000000Z", Code.TIMESTAMP)
                        .as("1970-01-01T00:00:00.5Z", Code.STRING)));
  }

  private static Stream<Reading> nested() {
    Schema point =
        parse(
            """
            {"type": "record", "name": "P", "fields": [
              {"name": "x", "type": ["null", "long"]}, {"name": "y", "type": "string"}]}
            """);
    var record = new GenericData.Record(point);
    record.put("x", 7L);
    record.put("y", new Utf8("z"));
    return Stream.of(
            new Reading(point, record, Map.of()).as("{\"x\":7,\"y\":\"z\"}", Code.JSON),
            Reading.of("{\"type\": \"map\", \"values\": \"int\"}", Map.of(new Utf8("k"), 7))
                .as("{\"k\":7}", Code.JSON),
            Reading.of(
                    "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": \"int\"}}",
                    List.of(List.of(1, 2), List.of()))
                .as("[[1,2],[]]", Code.JSON),
            Reading.of(
                    "{\"type\": \"array\", \"items\": [\"null\", \"int\"]}", Arrays.asList(1, null))
                .as("[1,null]", Code.JSON))
        .map(reading -> reading.as(reading.read().get(Code.JSON), Code.PG_JSONB));
  }

  @ParameterizedTest
  @MethodSource("table")
  void eachTypeIsReadIntoTheTypesOfTheTableAndRefusedByAllOthers(Reading reading) {
    AvroFieldType type = AvroFieldType.of(AvroTypes.nullable(reading.schema()));
    var read = new TreeMap<Code, String>();
    TYPES.forEach(
        (code, spannerType) -> {
          Column column = Columns.of(spannerType);
          if (type.findRefusal(column).isEmpty()) {
            if (!isText(reading) || reading.read().containsKey(code)) {
              read.put(code, text(reading, column));
            }
          } else {
            assertThat(type.findRefusal(column).get())
                .startsWith("column C is " + spannerType + ", but the file has ")
                .contains("(" + type.describe() + "); ");
            assertThatThrownBy(() -> AvroToValue.forColumn(reading.schema(), column))
                .hasMessage(type.findRefusal(column).get());
          }
        });
    assertThat(read).isEqualTo(reading.read());
  }

  /** Whether a value depends on the text, so that a type may be possible, but not for this text. */
  private static boolean isText(Reading reading) {
    return AvroScalars.of(reading.schema()).orElseThrow().meaning() == AvroMeaning.TEXT;
  }

  private static String text(Reading reading, Column column) {
    return AvroToValue.forColumn(reading.schema(), column).convert(reading.datum()).getAsString();
  }

  @Test
  void theTableHasEachMeaning() {
    Set<AvroMeaning> walked =
        table()
            .map(reading -> AvroScalars.of(reading.schema()).orElseThrow().meaning())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(AvroMeaning.class)));
    assertThat(walked).containsExactly(AvroMeaning.values());
  }

  @ParameterizedTest
  @MethodSource("table")
  void theNaturalTypeIsOneOfTheColumnTypes(Reading reading) {
    AvroFieldType type = AvroFieldType.of(reading.schema());
    for (Dialect dialect : Dialect.values()) {
      assertThat(type.getColumnTypes()).contains(type.getNaturalType(dialect));
    }
  }

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
    var conversion = AvroToValue.forColumn(schema, Columns.of(TYPES.get(code)));
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
  void anIntegerOfParquetIsRefusedAsATimestampWithTheOptionThatHelps() {
    Schema schema = parse(parquet("long", "INT64"));
    assertThat(AvroFieldType.of(schema).findRefusal(Columns.of(Type.timestamp())))
        .hasValue(
            "column C is TIMESTAMP, but the file has an integer in it (INT64);"
                + " --timestampUnit=seconds|millis|micros|nanos says what it counts since 1970");
    Schema array = Schema.createArray(AvroTypes.nullable(schema));
    assertThat(AvroFieldType.of(array).findRefusal(Columns.of(Type.array(Type.timestamp()))))
        .hasValueSatisfying(refusal -> assertThat(refusal).contains("--timestampUnit="));
    AvroAnnotations.setTimestampUnit(array, TimestampUnit.SECONDS);
    assertThat(
            AvroToValue.forColumn(array, Columns.of(Type.array(Type.timestamp())))
                .convert(List.of(7L))
                .getAsString())
        .isEqualTo("[1970-01-01T00:00:07Z]");
  }

  @Test
  void aRefusalNamesTheColumnBothTypesAndTheWayOut() {
    assertThat(refusal(logical("int", "date"), Type.int64()))
        .isEqualTo(
            "column C is INT64, but the file has a date in it (int date); it can be written to a"
                + " column of the type DATE, or STRING (as text like 2024-02-29)");
    assertThat(refusal(logical("long", "time-micros"), Type.numeric()))
        .endsWith("to a column of the type STRING (as text like 12:34:56.789)");
    assertThat(refusal("{\"type\": \"map\", \"values\": \"int\"}", Type.string()))
        .isEqualTo(
            "column C is STRING, but the file has nested data in it (map of int); it can be written"
                + " to a column of the type JSON");
    assertThat(refusal("string", Type.array(Type.string())))
        .endsWith("it can be written to a column of any type that is not an array");
    assertThat(refusal("[\"null\", \"boolean\", \"long\"]", Type.int64()))
        .isEqualTo(
            "column C is INT64, but the file has data of several types in it (union of boolean,"
                + " long); it can be written to a column of the type JSON, or STRING");
  }

  private static String refusal(String schema, Type type) {
    return AvroFieldType.of(parse(schema)).findRefusal(Columns.of(type)).orElseThrow();
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

  /** A rejected record is kept so that its good fields are imported again as they were. */
  @ParameterizedTest
  @MethodSource("table")
  void whatIsKeptOfARejectedRecordIsReadAgainAsTheSameValue(Reading reading) {
    reading
        .read()
        .keySet()
        .forEach(
            code -> {
              if (code == Code.INTERVAL) {
                return; // No column has it so far.
              }
              Column column = Columns.of(TYPES.get(code));
              AvroToValue conversion = AvroToValue.forColumn(reading.schema(), column);
              Value value = conversion.convert(reading.datum());
              assertThat(JsonToValue.forColumn(column).convert(conversion.toJson(reading.datum())))
                  .as(reading + " in " + code)
                  .isEqualTo(value);
            });
  }
}
