package dev.lintel.convert;

import static dev.lintel.convert.AvroSamples.logical;
import static dev.lintel.convert.AvroSamples.parquet;
import static dev.lintel.convert.AvroSamples.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroFieldTypeTest {
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
  void theTypeInTheFileIsThatOfItsFormat() {
    AvroFieldType decimal =
        AvroFieldType.of(parse("[\"null\", " + AvroSamples.decimal("bytes", 10, 2) + "]"));
    assertThat(decimal.getPhysicalType()).isEqualTo("bytes");
    assertThat(decimal.getLogicalType()).hasValue("decimal(10,2)");
    AvroFieldType parquet =
        AvroFieldType.of(
            parse(
                """
                {"type": "long", "logicalType": "timestamp-micros", "lintel.parquetType": "INT64",
                 "lintel.parquetAnnotation": "TIMESTAMP(MICROS,true)"}
                """));
    assertThat(parquet.describe()).isEqualTo("INT64 TIMESTAMP(MICROS,true)");
    assertThat(AvroFieldType.of(parse("{\"type\": \"array\", \"items\": \"int\"}")).describe())
        .isEqualTo("array of int");
  }

  @Test
  void theNaturalTypeIsOneOfTheDialect() {
    AvroFieldType wide = AvroFieldType.of(parse(AvroSamples.decimal("bytes", 38, 20)));
    assertThat(wide.getNaturalType(Dialect.GOOGLE_STANDARD_SQL)).isEqualTo(Type.string());
    assertThat(wide.getNaturalType(Dialect.POSTGRESQL)).isEqualTo(Type.pgNumeric());
    AvroFieldType map = AvroFieldType.of(parse("{\"type\": \"map\", \"values\": \"int\"}"));
    assertThat(map.getNaturalType(Dialect.GOOGLE_STANDARD_SQL)).isEqualTo(Type.json());
    assertThat(map.getNaturalType(Dialect.POSTGRESQL)).isEqualTo(Type.pgJsonb());
    assertThat(map.getColumnTypes()).containsExactly(Type.json(), Type.pgJsonb());
  }

  @Test
  void thePropertiesAreNotWrittenToOtherFiles() {
    Schema schema = parse(parquet("long", "INT64"));
    AvroAnnotations.setTimestampUnit(schema, TimestampUnit.SECONDS);
    assertThat(AvroAnnotations.withoutProperties(schema.toString()))
        .isEqualTo("{\"type\":\"long\"}");
    assertThat(AvroAnnotations.withoutProperties("\"long\"")).isEqualTo("\"long\"");
  }
}
