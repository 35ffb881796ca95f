package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.schema.Column;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvroTypesTest {

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(Type.bool(), "\"boolean\""),
        Arguments.of(Type.int64(), "\"long\""),
        Arguments.of(Type.protoEnum("a.E"), "\"long\""),
        Arguments.of(Type.float32(), "\"float\""),
        Arguments.of(Type.float64(), "\"double\""),
        Arguments.of(Type.string(), "\"string\""),
        Arguments.of(Type.bytes(), "\"bytes\""),
        Arguments.of(Type.proto("a.M"), "\"bytes\""),
        Arguments.of(Type.date(), "\"string\""),
        Arguments.of(Type.timestamp(), "\"string\""),
        Arguments.of(Type.json(), "\"string\""),
        Arguments.of(Type.pgJsonb(), "\"string\""),
        Arguments.of(
            Type.numeric(),
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":38,\"scale\":9}"),
        Arguments.of(
            Type.pgNumeric(),
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":147455,\"scale\":16383}"),
        Arguments.of(Type.uuid(), "{\"type\":\"string\",\"logicalType\":\"uuid\"}"),
        Arguments.of(
            Type.array(Type.int64()), "{\"type\":\"array\",\"items\":[\"null\",\"long\"]}"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void isTheTypeOfGooglesExport(Type type, String avro) {
    assertThat(AvroTypes.of(type, Timestamps.STRING)).isEqualTo(new Schema.Parser().parse(avro));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"boolean\" | BOOL",
        "\"int\" | INT64",
        "{\"type\": \"int\", \"logicalType\": \"date\"} | DATE",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"} | TIMESTAMP",
        "{\"type\": \"long\", \"logicalType\": \"local-timestamp-nanos\"} | TIMESTAMP",
        "{\"type\": \"long\", \"logicalType\": \"time-micros\"} | STRING",
        "[\"null\", \"float\"] | FLOAT32",
        "[\"double\", \"null\"] | FLOAT64",
        "{\"type\": \"string\", \"logicalType\": \"uuid\"} | UUID",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]} | STRING",
        "\"bytes\" | BYTES",
        "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 38, \"scale\": 9} |"
            + " NUMERIC",
        "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 38, \"scale\": 0} |"
            + " NUMERIC<PG_NUMERIC>",
        "{\"type\": \"fixed\", \"name\": \"D\", \"size\": 8, \"logicalType\": \"decimal\","
            + " \"precision\": 9, \"scale\": 2} | NUMERIC",
        "{\"type\": \"fixed\", \"name\": \"INT96\", \"size\": 12} | TIMESTAMP",
        "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 12} | BYTES",
        "{\"type\": \"array\", \"items\": [\"null\", \"int\"]} | ARRAY<INT64>",
        "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": \"int\"}} | ",
        "{\"type\": \"map\", \"values\": \"int\"} | ",
        "[\"int\", \"string\"] | ",
        "\"null\" | ",
        "{\"type\": \"record\", \"name\": \"R\", \"fields\": []} | ",
      })
  void givenASchemaOfAnotherWriter_findsItsType(String avro, String type) {
    Schema schema = new Schema.Parser().parse(avro);
    assertThat(AvroTypes.typeOf(schema).map(Type::toString).orElse(null)).isEqualTo(type);
    AvroTypes.typeOf(schema)
        .ifPresent(
            known ->
                assertThat(
                        AvroToValue.mismatch(
                            schema,
                            Column.builder().setName("C").setType(known).setTypeName(type).build()))
                    .isEmpty());
  }

  @Test
  void givenMicros_marksTimestampsAlsoInArrays() {
    String micros = "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}";

    assertThat(AvroTypes.of(Type.timestamp(), Timestamps.MICROS))
        .isEqualTo(new Schema.Parser().parse(micros));
    assertThat(AvroTypes.of(Type.array(Type.timestamp()), Timestamps.MICROS))
        .isEqualTo(
            new Schema.Parser().parse("{\"type\":\"array\",\"items\":[\"null\"," + micros + "]}"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeCanBeReadIntoItsColumn(Type type, String avro) {
    Column column = Column.builder().setName("c").setType(type).setTypeName("t").build();

    assertThat(
            AvroToValue.mismatch(AvroTypes.nullable(AvroTypes.of(type, Timestamps.STRING)), column))
        .isEmpty();
  }

  @Test
  void givenAStruct_fails() {
    assertThatThrownBy(() -> AvroTypes.of(Type.struct(List.of()), Timestamps.STRING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No column has the type");
  }
}
