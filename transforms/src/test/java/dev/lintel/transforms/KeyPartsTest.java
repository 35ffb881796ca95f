package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Value;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.KeyOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyPartsTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("BOOL", Value.bool(true)),
        Arguments.of("INT64", Value.int64(Long.MAX_VALUE)),
        Arguments.of("FLOAT32", Value.float32(-0.1f)),
        Arguments.of("FLOAT64", Value.float64(Double.NEGATIVE_INFINITY)),
        Arguments.of("NUMERIC", Value.numeric(new BigDecimal("-1.000000001"))),
        Arguments.of("STRING(9)", Value.string("")),
        Arguments.of("BYTES(9)", Value.bytes(ByteArray.copyFrom("x"))),
        Arguments.of("DATE", Value.date(Date.fromYearMonthDay(1, 1, 1))),
        Arguments.of(
            "TIMESTAMP",
            Value.timestamp(Timestamp.parseTimestamp("2026-11-24T00:00:00.000000001Z"))),
        Arguments.of("UUID", Value.uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))),
        Arguments.of("STRING(9)", Value.string(null)));
  }

  /** A key built from the values of a row has the same sort key as the row. */
  @ParameterizedTest
  @MethodSource("values")
  void aKeyOfAValueHasTheSortKeyOfItsRow(String type, Value value) {
    var table =
        DdlScript.parse(
                "CREATE TABLE T (Id %s) PRIMARY KEY (Id)".formatted(type),
                Dialect.GOOGLE_STANDARD_SQL)
            .planned()
            .findTable("T")
            .orElseThrow();
    Key key = Key.newBuilder().appendObject(KeyParts.of(value)).build();
    assertThat(KeyOrder.of(table).sortKey(key))
        .isEqualTo(KeyOrder.of(table).sortKey(List.of(value)));
  }

  @Test
  void aTypeThatKeysCannotHaveIsRejected() {
    assertThatThrownBy(() -> KeyParts.of(Value.json("{}")))
        .hasMessageStartingWith("No key has a column of type JSON");
  }
}
