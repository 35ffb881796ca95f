package dev.lintel.coders;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.spanner.v1.TypeCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * Mutations and key sets of every kind, and an everyday row, for which tests measure sizes and
 * times.
 */
final class SampleMutations {
  private SampleMutations() {}

  /** A row of a small table: a key, two texts and a time. */
  static Mutation everydayRow() {
    return Mutation.newInsertOrUpdateBuilder("Singers")
        .set("SingerId")
        .to(1_234_567)
        .set("FirstName")
        .to("Catalina")
        .set("LastName")
        .to("Hernandez-Smith")
        .set("LastUpdated")
        .to(Timestamp.parseTimestamp("2026-03-04T05:06:07.123456Z"))
        .build();
  }

  static Struct everydayStruct() {
    Struct.Builder struct = Struct.newBuilder();
    everydayRow().asMap().forEach((column, value) -> struct.set(column).to(value));
    return struct.build();
  }

  static List<Key> keys() {
    return List.of(
        Key.of(),
        Key.of((Object) null),
        Key.of(true, false, 0L, Long.MIN_VALUE, -0.0, Double.NaN, Double.POSITIVE_INFINITY),
        Key.of(1, 1.5f, new BigDecimal("1.10"), "ключ", SampleValues.LONE_SURROGATE),
        Key.of(
            ByteArray.copyFrom(new byte[] {0, -1}),
            Timestamp.MAX_VALUE,
            Timestamp.ofTimeMicroseconds(0),
            Date.fromYearMonthDay(1999, 12, 31),
            new UUID(1, 2),
            TypeCode.FLOAT32));
  }

  static List<KeySet> keySets() {
    Key one = Key.of(1, "a");
    Key two = Key.of(2, "b");
    return List.of(
        KeySet.newBuilder().build(),
        KeySet.all(),
        KeySet.singleKey(one),
        KeySet.prefixRange(Key.of(1)),
        KeySet.range(KeyRange.closedOpen(one, two)),
        KeySet.range(KeyRange.closedClosed(one, two)),
        KeySet.range(KeyRange.openOpen(one, two)),
        KeySet.range(KeyRange.openClosed(one, two)),
        KeySet.newBuilder()
            .setAll()
            .addKey(one)
            .addKey(two)
            .addKey(one)
            .addRange(KeyRange.openOpen(one, two))
            .addRange(KeyRange.closedClosed(Key.of(), Key.of()))
            .build());
  }
}
