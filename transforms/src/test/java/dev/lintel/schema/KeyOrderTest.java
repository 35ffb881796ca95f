package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.protobuf.ListValue;
import com.google.spanner.v1.TypeCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

  private static final Value NULL = Value.int64((Long) null);

  private static final Table TABLE =
      Tables.only(
          Tables.googleSql(
              "CREATE TABLE T (A STRING(MAX), B INT64, C INT64) PRIMARY KEY (A, B DESC)"));

  @Test
  void comparesColumnByColumn() {
    assertAscending(
        TABLE, row(null, 1), row("", 1), row("a", 2), row("a", 1), row("a", NULL), row("aa", 5));
  }

  @Test
  void givenAStringWithAZeroCharacter_stillComparesBytes() {
    assertAscending(
        TABLE, row("a", 1), row("a\u0000", 9), row("a\u0000\u0000", 9), row("a\u0000b", 9));
  }

  @Test
  void givenAnIncompleteKey_putsTheRowAfterThoseWithTheSameStart() {
    Mutation withoutB = Mutation.newInsertBuilder("T").set("A").to("a").build();
    Mutation withoutKey = Mutation.newInsertBuilder("T").set("C").to(1).build();

    assertAscending(TABLE, row("a", NULL), withoutB, row("b", 1), withoutKey);
  }

  @Test
  void givenAnotherTypeThanTheColumns_readsTheValueAsTheColumns() {
    assertAscending(
        TABLE,
        row("a", Value.int64(10)),
        row("a", Value.string("9")),
        row("a", untyped("8")),
        row("a", NULL),
        row("b", Value.int64(0)));
  }

  @Test
  void givenAnInvalidValue_putsItAfterTheValidOnes() {
    Table table = Tables.only(Tables.googleSql("CREATE TABLE T (A INT64) PRIMARY KEY (A)"));

    assertAscending(
        table,
        single(Value.int64(Long.MAX_VALUE)),
        single(Value.bool(true)),
        single(Value.string("x")),
        Mutation.newInsertBuilder("T").build());
  }

  @Test
  void givenBytesThatAreNotBase64_putsThemAfterThoseThatAre() {
    Table table = Tables.only(Tables.googleSql("CREATE TABLE T (A BYTES(9)) PRIMARY KEY (A)"));

    assertAscending(
        table,
        single(Value.bytes(ByteArray.copyFrom(new byte[] {-1}))),
        single(Value.bytesFromBase64("not base64")));
  }

  @Test
  void givenAnEnumConstant_sortsItByItsNumber_asItsValueIs() {
    Table table =
        Table.builder()
            .setName("T")
            .setColumns(
                List.of(
                    Column.builder()
                        .setName("A")
                        .setType(Type.protoEnum("google.spanner.v1.TypeCode"))
                        .setTypeName("ENUM<google.spanner.v1.TypeCode>")
                        .build()))
            .setPrimaryKey(List.of(KeyPart.ascending("A")))
            .build();

    assertAscending(
        table,
        single(Value.protoEnum(TypeCode.INT64)),
        Mutation.delete("T", Key.of(TypeCode.DATE)),
        single(Value.protoEnum(TypeCode.BYTES)));
    assertThat(KeyOrder.of(table).sortKey(Key.of(TypeCode.DATE)))
        .isEqualTo(KeyOrder.of(table).sortKey(single(Value.protoEnum(TypeCode.DATE))))
        .isEqualTo(KeyOrder.of(table).sortKey(Key.of((long) TypeCode.DATE_VALUE)));
  }

  @Test
  void givenDeletes_putsThemWhereTheyStart() {
    KeySet several = KeySet.newBuilder().addKey(Key.of("z", 1L)).addKey(Key.of("c", 1L)).build();
    Mutation openRange =
        Mutation.delete("T", KeySet.range(KeyRange.openClosed(Key.of("d"), Key.of("z"))));

    assertAscending(
        TABLE,
        Mutation.delete("T", KeySet.all()),
        row("a", 2),
        Mutation.delete("T", KeySet.prefixRange(Key.of("b"))),
        row("b", 7),
        Mutation.delete("T", Key.of("b", 6L)),
        row("b", 5),
        Mutation.delete("T", several),
        row("d", NULL),
        openRange,
        row("e", 1),
        Mutation.delete("T", KeySet.newBuilder().build()));
  }

  @Test
  void givenADeleteAndAWriteOfOneRow_theyAreEqual() {
    KeyOrder order = KeyOrder.of(TABLE);

    assertThat(order.comparator().compare(row("a", 2), Mutation.delete("T", Key.of("a", 2L))))
        .isZero();
  }

  @Test
  void givenKeysOfEveryType_placesDeletesLikeWrites() {
    Table table =
        Tables.only(
            Tables.googleSql(
                """
                CREATE TABLE T (A BOOL, B FLOAT64, C FLOAT32, D NUMERIC, E BYTES(MAX), F DATE,
                  G TIMESTAMP, H UUID) PRIMARY KEY (A, B, C, D, E, F, G, H)
                """));
    UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    Timestamp time = Timestamp.parseTimestamp("2024-01-02T03:04:05.000000006Z");
    ByteArray bytes = ByteArray.copyFrom(new byte[] {0, -1});
    Date date = Date.fromYearMonthDay(2024, 2, 29);
    Mutation write =
        Mutation.newInsertBuilder("T")
            .set("A")
            .to(true)
            .set("B")
            .to(-1.5)
            .set("C")
            .to(2.5f)
            .set("D")
            .to(new BigDecimal("1.10"))
            .set("E")
            .to(bytes)
            .set("F")
            .to(date)
            .set("G")
            .to(time)
            .set("H")
            .to(uuid)
            .build();
    Mutation delete =
        Mutation.delete(
            "T", Key.of(true, -1.5, 2.5f, new BigDecimal("1.1"), bytes, date, time, uuid));

    assertThat(KeyOrder.of(table).sortKey(delete)).isEqualTo(KeyOrder.of(table).sortKey(write));
  }

  @Test
  void givenUuids_comparesTheirBytes() {
    Table table = Tables.only(Tables.googleSql("CREATE TABLE T (A UUID) PRIMARY KEY (A)"));

    assertAscending(
        table,
        single(Value.uuid(new UUID(0, 1))),
        single(Value.uuid(new UUID(Long.MAX_VALUE, 0))),
        single(Value.uuid(new UUID(Long.MIN_VALUE, 0))),
        single(Value.uuid(new UUID(-1, -1))));
  }

  @Test
  void givenACommitTimestampPlaceholder_putsItAfterAllTimestamps() {
    Table table = Tables.only(Tables.googleSql("CREATE TABLE T (A TIMESTAMP) PRIMARY KEY (A)"));

    assertAscending(
        table,
        single(Value.timestamp(Timestamp.parseTimestamp("2999-01-01T00:00:00Z"))),
        single(Value.timestamp(Value.COMMIT_TIMESTAMP)));
  }

  @Test
  void givenNumericsOutOfRange_putsThemAtTheEnds() {
    Table table = Tables.only(Tables.googleSql("CREATE TABLE T (A NUMERIC) PRIMARY KEY (A)"));

    assertAscending(
        table,
        single(Value.string("-1E+1000000000")),
        single(Value.string("-1")),
        single(Value.string("1E-1000000000")),
        single(Value.string("1")),
        single(Value.string("1E+1000000000")));
  }

  @Test
  void survivesSerialization() {
    KeyOrder order = KeyOrder.of(TABLE);

    assertThat(SerializableUtils.clone(order).sortKey(row("a", 2)))
        .isEqualTo(order.sortKey(row("a", 2)));
  }

  @Property
  void isATotalOrder(
      @ForAll("mutations") Mutation a,
      @ForAll("mutations") Mutation b,
      @ForAll("mutations") Mutation c) {
    Comparator<Mutation> order = KeyOrder.of(TABLE).comparator();

    assertThat(order.compare(a, a)).isZero();
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    List<Mutation> sorted = new ArrayList<>(List.of(a, b, c));
    sorted.sort(order);
    assertThat(order.compare(sorted.get(0), sorted.get(2))).isNotPositive();
    if (order.compare(a, b) == 0) {
      assertThat(Integer.signum(order.compare(a, c)))
          .isEqualTo(Integer.signum(order.compare(b, c)));
    }
  }

  @Property
  void fullKeysSortByCodePointsThenByDescendingNumber(
      @ForAll String a, @ForAll long b, @ForAll String c, @ForAll long d) {
    int expected =
        Comparator.comparing(
                (String text) -> text.codePoints().toArray(), (x, y) -> Arrays.compare(x, y))
            .compare(a, c);
    if (expected == 0) {
      expected = Long.compare(d, b);
    }

    assertThat(Integer.signum(KeyOrder.of(TABLE).comparator().compare(row(a, b), row(c, d))))
        .isEqualTo(Integer.signum(expected));
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    Arbitrary<String> names = Arbitraries.of("A", "b", "C", "Unknown");
    Arbitrary<Value> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(2).map(Value::string),
            Arbitraries.longs().map(Value::int64),
            Arbitraries.doubles().map(Value::float64),
            Arbitraries.of(
                Value.string(null),
                Value.int64((Long) null),
                Value.timestamp(Value.COMMIT_TIMESTAMP),
                Value.int64Array(new long[] {1}),
                Value.json("{}"),
                untyped("5"),
                Value.untyped(com.google.protobuf.Value.getDefaultInstance()),
                Value.untyped(
                    com.google.protobuf.Value.newBuilder()
                        .setListValue(ListValue.getDefaultInstance())
                        .build())));
    Arbitrary<Mutation> writes =
        Combinators.combine(names.set().ofMaxSize(4), values.list().ofSize(5))
            .as(
                (columns, row) -> {
                  Mutation.WriteBuilder builder = Mutation.newInsertOrUpdateBuilder("T");
                  int i = 0;
                  for (String column : columns) {
                    builder.set(column).to(row.get(i++));
                  }
                  return builder.build();
                });
    Arbitrary<Key> keys =
        Combinators.combine(
                Arbitraries.of("a", "b", "", "A").injectNull(0.2),
                Arbitraries.longs().between(-2, 2).injectNull(0.2),
                Arbitraries.integers().between(0, 3))
            .as(
                (a, b, size) ->
                    switch (size) {
                      case 0 -> Key.of();
                      case 1 -> Key.of(a);
                      case 2 -> Key.of(a, b);
                      default -> Key.of(b, a, "more");
                    });
    Arbitrary<Mutation> deletes =
        Combinators.combine(keys, keys, Arbitraries.integers().between(0, 3))
            .as(
                (a, b, kind) ->
                    Mutation.delete(
                        "T",
                        switch (kind) {
                          case 0 -> KeySet.singleKey(a);
                          case 1 -> KeySet.range(KeyRange.openOpen(a, b));
                          case 2 ->
                              KeySet.newBuilder()
                                  .addKey(a)
                                  .addRange(KeyRange.closedOpen(b, a))
                                  .build();
                          default -> KeySet.all();
                        }));
    return Arbitraries.oneOf(writes, deletes);
  }

  private static void assertAscending(Table table, Mutation... mutations) {
    KeyOrder order = KeyOrder.of(table);
    for (int i = 0; i + 1 < mutations.length; i++) {
      assertThat(KeyOrder.compare(order.sortKey(mutations[i]), order.sortKey(mutations[i + 1])))
          .as("%s before %s", mutations[i], mutations[i + 1])
          .isNegative();
    }
  }

  private static Mutation row(String a, long b) {
    return row(a, Value.int64(b));
  }

  private static Mutation row(String a, Value b) {
    return Mutation.newInsertBuilder("T").set("C").to(0).set("A").to(a).set("B").to(b).build();
  }

  private static Mutation single(Value value) {
    return Mutation.newInsertBuilder("T").set("A").to(value).build();
  }

  private static Value untyped(String text) {
    return Value.untyped(com.google.protobuf.Value.newBuilder().setStringValue(text).build());
  }
}
