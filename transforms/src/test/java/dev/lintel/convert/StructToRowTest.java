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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.schemas.logicaltypes.UuidLogicalType;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class StructToRowTest {

  /** Converts a struct to a row, and the row through its coder. */
  private static Row convert(Struct struct) throws CoderException {
    Row row = StructToRow.of(struct.getType().getStructFields()).convert(struct);
    Row decoded = CoderUtils.clone(RowCoder.of(row.getSchema()), row);
    assertThat(decoded).isEqualTo(row);
    return decoded;
  }

  private static Object single(Value value) throws CoderException {
    return convert(Struct.newBuilder().set("v").to(value).build()).getValue("v");
  }

  @Test
  void scalarsKeepEverything() throws CoderException {
    assertThat(single(Value.bool(true))).isEqualTo(true);
    assertThat(single(Value.int64(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(single(Value.protoEnum(3, "p.E"))).isEqualTo(3L);
    assertThat(single(Value.pgOid(7L))).isEqualTo(7L);
    assertThat(single(Value.float32(Float.MIN_VALUE))).isEqualTo(Float.MIN_VALUE);
    assertThat(single(Value.float64(-0.0))).isEqualTo(-0.0);
    assertThat(single(Value.float64(Double.NaN))).isEqualTo(Double.NaN);
    assertThat(single(Value.numeric(new BigDecimal("-0.000000001"))))
        .isEqualTo(new BigDecimal("-0.000000001"));
    assertThat(single(Value.pgNumeric("NaN"))).isEqualTo("NaN");
    assertThat(single(Value.pgNumeric("123.4560"))).isEqualTo("123.4560");
    assertThat(single(Value.string("nul\0 😀"))).isEqualTo("nul\0 😀");
    assertThat(single(Value.json("{\"a\": 1.0}"))).isEqualTo("{\"a\": 1.0}");
    assertThat(single(Value.bytes(ByteArray.copyFrom(new byte[] {0, -1}))))
        .isEqualTo(new byte[] {0, -1});
    assertThat(single(Value.date(Date.fromYearMonthDay(1, 1, 1)))).isEqualTo(LocalDate.of(1, 1, 1));
    assertThat(single(Value.date(Date.fromYearMonthDay(9999, 12, 31))))
        .isEqualTo(LocalDate.of(9999, 12, 31));
    var uuid = UUID.fromString("f0112233-4455-6677-8899-aabbccddeeff");
    assertThat(single(Value.uuid(uuid))).isEqualTo(uuid);
  }

  @Test
  void timestampsOfAllYearsKeepTheirNanoseconds() throws CoderException {
    assertThat(single(Value.timestamp(Timestamp.ofTimeSecondsAndNanos(-62_135_596_800L, 1))))
        .isEqualTo(Instant.parse("0001-01-01T00:00:00.000000001Z"));
    assertThat(single(Value.timestamp(Timestamp.MAX_VALUE)))
        .isEqualTo(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    assertThat(single(Value.timestamp(Timestamp.ofTimeSecondsAndNanos(-1, 999_999_999))))
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999999Z"));
  }

  @Test
  void nullEmptyAndNullElementsAreDistinct() throws CoderException {
    assertThat(single(Value.string(null))).isNull();
    assertThat(single(Value.string(""))).isEqualTo("");
    assertThat(single(Value.timestampArray(null))).isNull();
    assertThat(single(Value.timestampArray(List.of()))).isEqualTo(List.of());
    assertThat(single(Value.timestampArray(Arrays.asList(null, Timestamp.MAX_VALUE))))
        .isEqualTo(Arrays.asList(null, Instant.parse("9999-12-31T23:59:59.999999999Z")));
    assertThat(single(Value.dateArray(Arrays.asList(Date.fromYearMonthDay(1, 1, 1), null))))
        .isEqualTo(Arrays.asList(LocalDate.of(1, 1, 1), null));
  }

  @Test
  void structsAreRows() throws CoderException {
    Struct inner = Struct.newBuilder().set("a").to(1L).set("b").to("x").build();
    Struct outer =
        Struct.newBuilder()
            .set("s")
            .to(inner)
            .set("list")
            .toStructArray(inner.getType(), Arrays.asList(inner, null))
            .set("none")
            .to(inner.getType(), null)
            .build();
    Row row = convert(outer);
    Row innerRow = row.getRow("s");
    assertThat(innerRow.getInt64("a")).isEqualTo(1L);
    assertThat(innerRow.getString("b")).isEqualTo("x");
    assertThat(row.getArray("list")).isEqualTo(Arrays.asList(innerRow, null));
    assertThat(row.getRow("none")).isNull();
  }

  @Test
  void schemaHasAFieldTypeForEachType() {
    assertThat(
            StructToRow.schemaOf(
                List.of(
                    Type.StructField.of("n", Type.numeric()),
                    Type.StructField.of("p", Type.pgNumeric()),
                    Type.StructField.of("d", Type.date()),
                    Type.StructField.of("t", Type.timestamp()),
                    Type.StructField.of("u", Type.uuid()),
                    Type.StructField.of("m", Type.proto("p.M")),
                    Type.StructField.of("a", Type.array(Type.float32())))))
        .isEqualTo(
            Schema.builder()
                .addNullableField("n", FieldType.DECIMAL)
                .addNullableField("p", FieldType.STRING)
                .addNullableField("d", FieldType.logicalType(SqlTypes.DATE))
                .addNullableField("t", FieldType.logicalType(new NanosInstant()))
                .addNullableField("u", FieldType.logicalType(new UuidLogicalType()))
                .addNullableField("m", FieldType.BYTES)
                .addNullableField("a", FieldType.array(FieldType.FLOAT.withNullable(true)))
                .build());
  }

  @Test
  void fieldsWithoutANameGetOne() {
    List<Type.StructField> fields =
        List.of(
            Type.StructField.of("", Type.int64()),
            Type.StructField.of("f2_", Type.int64()),
            Type.StructField.of("", Type.int64()));
    assertThat(StructToRow.schemaOf(fields).getFieldNames()).containsExactly("f0_", "f2_", "f2__");
  }

  @Test
  void fieldsOfOneNameAreNamedInTheError() {
    List<Type.StructField> fields =
        List.of(
            Type.StructField.of("a", Type.int64()),
            Type.StructField.of("b", Type.int64()),
            Type.StructField.of("a", Type.string()));
    assertThatThrownBy(() -> StructToRow.of(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("More than one column has the name a; give each a name of its own");
  }

  @Test
  void requiredFieldsAreNotNullable() {
    Struct struct = Struct.newBuilder().set("a").to((Long) null).set("b").to("x").build();
    StructToRow conversion = StructToRow.of(struct.getType().getStructFields());
    StructToRow strict = conversion.withRequired(Set.of("a"));
    assertThat(strict.getSchema().getField("a").getType().getNullable()).isFalse();
    assertThat(strict.getSchema().getField("b").getType().getNullable()).isTrue();
    assertThatThrownBy(() -> strict.convert(struct))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Column a is required and has no value");
    assertThatThrownBy(() -> conversion.withRequired(Set.of("c")))
        .hasMessage("No column has the name c");
  }

  @Test
  void travelsToTheWorkers() {
    Struct struct = Struct.newBuilder().set("a").to(1L).build();
    StructToRow conversion = StructToRow.of(struct.getType().getStructFields());
    assertThat(SerializableUtils.clone(conversion).convert(struct))
        .isEqualTo(conversion.convert(struct));
  }
}
