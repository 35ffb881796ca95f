package dev.lintel.schematransforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.EnumerationType;
import org.apache.beam.sdk.schemas.logicaltypes.FixedPrecisionNumeric;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.schemas.logicaltypes.UuidLogicalType;
import org.apache.beam.sdk.schemas.logicaltypes.VariableString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class BeamFieldsTest {

  static final List<Arguments> VALUES =
      List.of(
          Arguments.of(FieldType.BYTE, (byte) -5, "-5"),
          Arguments.of(FieldType.INT16, (short) 7, "7"),
          Arguments.of(FieldType.INT32, Integer.MIN_VALUE, "-2147483648"),
          Arguments.of(FieldType.INT64, Long.MAX_VALUE, "9223372036854775807"),
          Arguments.of(FieldType.FLOAT, 0.1f, "0.1"),
          Arguments.of(FieldType.DOUBLE, -0.0, "-0.0"),
          Arguments.of(FieldType.DOUBLE, Double.NaN, "NaN"),
          Arguments.of(FieldType.DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity"),
          Arguments.of(FieldType.DECIMAL, new BigDecimal("1.50"), "1.50"),
          Arguments.of(FieldType.STRING, "  ä ", "  ä "),
          Arguments.of(FieldType.BOOLEAN, true, "true"),
          Arguments.of(FieldType.BYTES, new byte[] {1, -1}, "Af8="),
          Arguments.of(
              FieldType.DATETIME,
              org.joda.time.Instant.ofEpochMilli(1_500),
              "1970-01-01T00:00:01.500Z"),
          Arguments.of(
              FieldType.logicalType(new NanosInstant()),
              Instant.ofEpochSecond(1, 23),
              "1970-01-01T00:00:01.000000023Z"),
          Arguments.of(
              FieldType.logicalType(new MicrosInstant()),
              Instant.ofEpochSecond(1, 23_000),
              "1970-01-01T00:00:01.000023Z"),
          Arguments.of(
              FieldType.logicalType(SqlTypes.DATE), LocalDate.of(2024, 2, 29), "2024-02-29"),
          Arguments.of(
              FieldType.logicalType(new UuidLogicalType()),
              new UUID(1, 2),
              "00000000-0000-0001-0000-000000000002"),
          Arguments.of(FieldType.logicalType(VariableString.of(9)), "text", "text"),
          Arguments.of(
              FieldType.logicalType(FixedPrecisionNumeric.of(10, 2)),
              new BigDecimal("12.34"),
              "12.34"));

  @ParameterizedTest
  @FieldSource("VALUES")
  void everySupportedTypeGoesToJsonAndBack(FieldType type, Object value, String text) {
    JsonNode json = BeamFields.toJson(type, value);

    assertThat(BeamFields.isSupported(type)).isTrue();
    assertThat(json.asText()).isEqualTo(text);
    assertThat(BeamFields.fromJson(type, json)).isEqualTo(value);
    assertThat(BeamFields.fromJson(type, BeamFields.toJson(type, null))).isNull();
    var list = Arrays.asList(value, null);
    FieldType ofList = FieldType.array(type.withNullable(true));
    assertThat(BeamFields.isSupported(ofList)).isTrue();
    Object back = BeamFields.fromJson(ofList, BeamFields.toJson(ofList, list));
    assertThat(Arrays.deepEquals(((List<?>) back).toArray(), list.toArray())).isTrue();
  }

  @Test
  void aBooleanInAJsonColumnComesBackAsTheTextOfADocument() {
    assertThat(BeamFields.fromJson(FieldType.BOOLEAN, TextNode.valueOf("true"))).isEqualTo(true);
    assertThat(BeamFields.fromJson(FieldType.BOOLEAN, TextNode.valueOf("false"))).isEqualTo(false);
  }

  static final List<FieldType> REFUSED =
      List.of(
          FieldType.row(Schema.builder().addStringField("a").build()),
          FieldType.map(FieldType.STRING, FieldType.INT64),
          FieldType.array(FieldType.array(FieldType.INT64)),
          FieldType.logicalType(SqlTypes.DATETIME),
          FieldType.logicalType(EnumerationType.create(Map.of("A", 1))));

  @ParameterizedTest
  @FieldSource("REFUSED")
  void otherTypesAreRefused(FieldType type) {
    assertThat(BeamFields.isSupported(type)).isFalse();
  }
}
