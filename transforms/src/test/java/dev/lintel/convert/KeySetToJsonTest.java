package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.spanner.v1.TypeCode;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Key sets, and the deletes that {@link ValueToJson} converts by them. */
class KeySetToJsonTest {
  private static final Key ONE = Key.of(1, "a");
  private static final Key TWO = Key.of(2, "b");

  @Test
  void deleteOfASingleKeyNamesIt() {
    assertThat(StrictJson.write(ValueToJson.convert(Mutation.delete("T", ONE))))
        .isEqualTo("{\"key\":[\"1\",\"a\"]}");
  }

  @Test
  void deleteOfAKeySetNamesItsKeysAndRanges() {
    KeySet keySet = KeySet.newBuilder().addKey(ONE).addRange(KeyRange.closedOpen(ONE, TWO)).build();
    assertThat(StrictJson.write(ValueToJson.convert(Mutation.delete("T", keySet))))
        .isEqualTo(
            "{\"keys\":[[\"1\",\"a\"]],"
                + "\"ranges\":[{\"startClosed\":[\"1\",\"a\"],\"endOpen\":[\"2\",\"b\"]}]}");
  }

  @Test
  void everyPartOfAKeyHasTheFormOfItsValue() {
    Key key =
        Key.of(
            null,
            true,
            Long.MIN_VALUE,
            0.5,
            Double.NaN,
            new BigDecimal("1E+2"),
            "",
            ByteArray.copyFrom(new byte[] {-1}),
            Timestamp.ofTimeSecondsAndNanos(0, 1),
            Date.fromYearMonthDay(2024, 2, 29),
            new UUID(1, 2),
            TypeCode.INT64);
    assertThat(json(KeySet.singleKey(key)))
        .isEqualTo(
            "{\"key\":[null,true,\"-9223372036854775808\",0.5,\"NaN\",\"100\",\"\",\"/w==\","
                + "\"1970-01-01T00:00:00.000000001Z\",\"2024-02-29\","
                + "\"00000000-0000-0001-0000-000000000002\",\"2\"]}");
  }

  @Test
  void severalKeysAreAnArray() {
    assertThat(json(KeySet.newBuilder().addKey(ONE).addKey(TWO).build()))
        .isEqualTo("{\"keys\":[[\"1\",\"a\"],[\"2\",\"b\"]]}");
    assertThat(json(KeySet.newBuilder().build())).isEqualTo("{\"keys\":[]}");
  }

  @Test
  void endsOfARangeAreOpenOrClosed() {
    assertThat(json(KeySet.range(KeyRange.openClosed(Key.of(1), Key.of()))))
        .isEqualTo("{\"ranges\":[{\"startOpen\":[\"1\"],\"endClosed\":[]}]}");
    assertThat(json(KeySet.prefixRange(Key.of(1))))
        .isEqualTo("{\"ranges\":[{\"startClosed\":[\"1\"],\"endClosed\":[\"1\"]}]}");
  }

  @Test
  void allKeysAreNamedBesideSingleOnes() {
    assertThat(json(KeySet.all())).isEqualTo("{\"all\":true}");
    assertThat(json(KeySet.newBuilder().setAll().addKey(ONE).build()))
        .isEqualTo("{\"all\":true,\"keys\":[[\"1\",\"a\"]]}");
  }

  @Test
  void untypedValueHasNoJson() {
    Mutation mutation =
        Mutation.newInsertBuilder("T")
            .set("c")
            .to(Value.untyped(com.google.protobuf.Value.newBuilder().setBoolValue(true).build()))
            .build();
    assertThatThrownBy(() -> ValueToJson.convert(mutation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No JSON form for an untyped value");
  }

  private static String json(KeySet keySet) {
    return StrictJson.write(KeySetToJson.convert(keySet));
  }
}
