package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowKeysTest {

  private static List<Key> keys(Schema schema, Row row, String... fields) {
    return List.copyOf(
        (List<Key>)
            new RowKeys<Row>(RowKeys.paths(schema, List.of(fields)), same -> same).apply(row));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(FieldType.BYTE, (byte) 1, 1L),
        Arguments.of(FieldType.INT16, (short) 2, 2L),
        Arguments.of(FieldType.INT32, 3, 3L),
        Arguments.of(FieldType.INT64, Long.MIN_VALUE, Long.MIN_VALUE),
        Arguments.of(FieldType.FLOAT, 1.5f, 1.5),
        Arguments.of(FieldType.DOUBLE, Double.NaN, Double.NaN),
        Arguments.of(FieldType.BOOLEAN, true, true),
        Arguments.of(FieldType.STRING, "", ""),
        Arguments.of(FieldType.BYTES, new byte[] {0, 1}, ByteArray.copyFrom(new byte[] {0, 1})),
        Arguments.of(FieldType.DECIMAL, new BigDecimal("1.50"), new BigDecimal("1.50")),
        Arguments.of(
            FieldType.DATETIME,
            org.joda.time.Instant.parse("1969-12-31T23:59:59.999Z"),
            Timestamp.parseTimestamp("1969-12-31T23:59:59.999Z")),
        Arguments.of(
            FieldType.logicalType(new NanosInstant()),
            Instant.parse("2026-11-24T00:00:00.123456789Z"),
            Timestamp.parseTimestamp("2026-11-24T00:00:00.123456789Z")),
        Arguments.of(
            FieldType.logicalType(SqlTypes.DATE),
            LocalDate.of(2024, 2, 29),
            Date.fromYearMonthDay(2024, 2, 29)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyKeyTypeIsConverted(FieldType type, Object value, Object part) {
    Schema schema = Schema.builder().addField("a", type).addInt64Field("b").build();
    Row row = Row.withSchema(schema).addValues(value, 9L).build();
    assertThat(keys(schema, row, "b", "a"))
        .containsExactly(Key.newBuilder().append(9L).appendObject(part).build());
  }

  @Test
  void aPathOfFieldsLeadsToANestedField() {
    Schema inner = Schema.builder().addNullableField("id", FieldType.INT64).build();
    Schema middle = Schema.builder().addNullableField("of", FieldType.row(inner)).build();
    Schema schema = Schema.builder().addNullableField("row", FieldType.row(middle)).build();
    Row id = Row.withSchema(inner).addValue(5L).build();
    Row of = Row.withSchema(middle).addValue(id).build();
    assertThat(keys(schema, Row.withSchema(schema).addValue(of).build(), "row.of.id"))
        .containsExactly(Key.of(5L));
    for (Object nothing :
        new Object[] {
          null,
          Row.withSchema(middle).addValue(null).build(),
          Row.withSchema(middle).addValue(Row.withSchema(inner).addValue(null).build()).build()
        }) {
      assertThat(keys(schema, Row.withSchema(schema).addValue(nothing).build(), "row.of.id"))
          .isEmpty();
    }
  }

  @Test
  void aTypeThatKeysCannotHaveIsRejectedWhenThePipelineIsBuilt() {
    Schema schema =
        Schema.builder()
            .addInt64Field("id")
            .addArrayField("list", FieldType.INT64)
            .addMapField("map", FieldType.STRING, FieldType.INT64)
            .build();
    for (String field : List.of("list", "map")) {
      assertThatThrownBy(() -> RowKeys.paths(schema, List.of("id", field)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("Field " + field + " is of type \\w+, which no column of a key has");
    }
    for (String field : List.of("Id", "id.x", "", "id.")) {
      assertThatThrownBy(() -> RowKeys.paths(schema, List.of(field)))
          .hasMessage("There is no field " + field + ", only [id, list, map]");
    }
  }
}
