package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import dev.lintel.ddl.DdlScript;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of mutations whose type is not that of the column; Spanner takes them. */
class WrittenTableTest {
  private static final WrittenTable TABLE =
      new WrittenTable(
          Dialect.GOOGLE_STANDARD_SQL,
          DdlScript.parse(
                  """
                  CREATE TABLE T (Id INT64, N INT64, F FLOAT64, G FLOAT32, D NUMERIC, S STRING(9),
                    B BYTES(9), At TIMESTAMP, Ns ARRAY<INT64>, Fs ARRAY<FLOAT64>) PRIMARY KEY (Id)
                  """,
                  Dialect.GOOGLE_STANDARD_SQL)
              .planned()
              .findTable("T")
              .orElseThrow());

  private static Value untyped(String text) {
    return Value.untyped(com.google.protobuf.Value.newBuilder().setStringValue(text).build());
  }

  private static List<String> differences(String column, Value written, Value read) {
    return TABLE.differences(
        Mutation.newInsertBuilder("T").set(column).to(written).build(),
        Struct.newBuilder().set(column).to(read).build());
  }

  private static void assertSame(String column, Value written, Value read) {
    assertThat(differences(column, written, read)).as(column + " " + written).isEmpty();
  }

  private static void assertDifferent(String column, Value written, Value read) {
    assertThat(differences(column, written, read)).as(column + " " + written).hasSize(1);
  }

  @Test
  void aValueIsComparedAsTheColumnsType() {
    assertSame("N", Value.string("7"), Value.int64(7));
    assertDifferent("N", Value.string("7"), Value.int64(8));
    assertDifferent("N", Value.string("seven"), Value.int64(7));
    assertDifferent("N", Value.string("7"), Value.int64(null));
    assertSame("F", Value.string("NaN"), Value.float64(Double.NaN));
    assertSame("F", Value.string("-Infinity"), Value.float64(Double.NEGATIVE_INFINITY));
    assertSame("F", Value.float32(0.1f), Value.float64((double) 0.1f));
    assertSame("G", Value.float64(0.1), Value.float32(0.1f));
    assertSame("D", Value.string("1.50"), Value.numeric(new BigDecimal("1.5")));
    assertSame("S", Value.int64(5), Value.string("5"));
    assertSame("B", Value.string("AQI="), Value.bytes(ByteArray.copyFrom(new byte[] {1, 2})));
    assertSame("At", Value.string("2024-01-01T00:00:00Z"), at("2024-01-01T00:00:00Z"));
    assertSame("N", Value.string(null), Value.int64(null));
  }

  @Test
  void anUntypedValueIsComparedAsTheColumnsType() {
    assertSame("N", untyped("7"), Value.int64(7));
    assertDifferent("N", untyped("7"), Value.int64(8));
    assertSame("F", untyped("NaN"), Value.float64(Double.NaN));
    assertSame(
        "F",
        Value.untyped(com.google.protobuf.Value.newBuilder().setNumberValue(1.5).build()),
        Value.float64(1.5));
    assertSame(
        "N",
        Value.untyped(
            com.google.protobuf.Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build()),
        Value.int64(null));
  }

  @Test
  void theElementsOfAnArrayAreComparedAsTheColumnsType() {
    assertSame("Ns", Value.stringArray(List.of("1", "2")), Value.int64Array(new long[] {1, 2}));
    assertDifferent("Ns", Value.stringArray(List.of("1")), Value.int64Array(new long[] {2}));
    assertSame(
        "Fs",
        Value.untyped(
            com.google.protobuf.Value.newBuilder()
                .setListValue(
                    ListValue.newBuilder()
                        .addValues(
                            com.google.protobuf.Value.newBuilder().setStringValue("Infinity"))
                        .addValues(com.google.protobuf.Value.newBuilder().setNumberValue(2)))
                .build()),
        Value.float64Array(new double[] {Double.POSITIVE_INFINITY, 2}));
  }

  @Test
  void whatTheServerChoosesIsNotCompared() {
    assertSame("At", Value.timestamp(Value.COMMIT_TIMESTAMP), at("2024-01-01T00:00:00Z"));
    assertSame("At", Value.string("spanner.commit_timestamp()"), at("2024-01-01T00:00:00Z"));
    assertDifferent(
        "At", Value.string("9999-12-31T23:59:59.999999999Z"), at("2024-01-01T00:00:00Z"));
  }

  @Test
  void theKeyHasTheColumnsTypes() {
    Mutation untyped = Mutation.newInsertBuilder("T").set("id").to(untyped("7")).build();
    assertThat(TABLE.key(untyped)).contains(Key.of(7L));
    assertThat(TABLE.place(untyped))
        .isEqualTo(TABLE.place(Struct.newBuilder().set("Id").to(7L).build()));
    assertThat(TABLE.key(Mutation.newInsertBuilder("T").set("Id").to("7").build()))
        .contains(Key.of(7L));
    assertThat(TABLE.key(Mutation.newInsertBuilder("T").set("N").to(1).build())).isEmpty();
  }

  private static Value at(String text) {
    return Value.timestamp(Timestamp.parseTimestamp(text));
  }
}
