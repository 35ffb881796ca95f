package dev.lintel.convert;

import static dev.lintel.convert.AvroSamples.bytes;
import static dev.lintel.convert.AvroSamples.decimal;
import static dev.lintel.convert.AvroSamples.fixed;
import static dev.lintel.convert.AvroSamples.fixedOf;
import static dev.lintel.convert.AvroSamples.logical;
import static dev.lintel.convert.AvroSamples.parquet;
import static dev.lintel.convert.AvroSamples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
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

  static Stream<Reading> table() {
    return Stream.of(
            Stream.of(
                Reading.of("boolean", true)
                    .as("true", Code.BOOL, Code.STRING, Code.JSON, Code.PG_JSONB)),
            integers(),
            decimals(),
            floatingPoint(),
            text(),
            ofBytes(),
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
        Reading.of("{\"type\": \"int\", \"lintel.timestampUnit\": \"seconds\"}", 7)
            .number("7")
            .as(seconds, Code.TIMESTAMP),
        Reading.of("{\"type\": \"long\", \"lintel.timestampUnit\": \"millis\"}", 7000L)
            .number("7000")
            .as(seconds, Code.TIMESTAMP),
        Reading.of("{\"type\": \"long\", \"lintel.timestampUnit\": \"micros\"}", 7L)
            .number("7")
            .as(micros, Code.TIMESTAMP),
        Reading.of("{\"type\": \"long\", \"lintel.timestampUnit\": \"nanos\"}", 7000L)
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

  private static Stream<Reading> ofBytes() {
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
