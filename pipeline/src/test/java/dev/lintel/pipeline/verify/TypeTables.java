package dev.lintel.pipeline.verify;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A table for each type, with a value and an array in each row, and what is changed of them.
 *
 * @param dialect of the databases
 */
record TypeTables(Dialect dialect) {
  private static final Timestamp TIME = Timestamp.parseTimestamp("2024-02-29T12:34:56.123456789Z");
  private static final Timestamp LATER = Timestamp.parseTimestamp("2024-02-29T12:34:56.123456790Z");
  private static final Date DAY = Date.parseDate("2024-02-29");

  /** The table of each type, by the types of both dialects. */
  private record OfType(String name, String type, String postgresType) {}

  private static final List<OfType> TABLES =
      List.of(
          new OfType("bools", "BOOL", "boolean"),
          new OfType("ints", "INT64", "bigint"),
          new OfType("doubles", "FLOAT64", "double precision"),
          new OfType("floats", "FLOAT32", "real"),
          new OfType("numerics", "NUMERIC", "numeric"),
          new OfType("strings", "STRING(MAX)", "varchar"),
          new OfType("blobs", "BYTES(MAX)", "bytea"),
          new OfType("dates", "DATE", "date"),
          new OfType("times", "TIMESTAMP", "timestamptz"),
          new OfType("docs", "JSON", "jsonb"));

  List<String> ddl() {
    return TABLES.stream()
        .map(
            table ->
                dialect == Dialect.POSTGRESQL
                    ? "CREATE TABLE %s (id bigint PRIMARY KEY, v %s, a %2$s[])"
                        .formatted(table.name(), table.postgresType())
                    : "CREATE TABLE %s (id INT64 NOT NULL, v %s, a ARRAY<%2$s>) PRIMARY KEY (id)"
                        .formatted(table.name(), table.type()))
        .toList();
  }

  /** The rows of the reference. */
  List<Mutation> rows() {
    return List.of(
        row("bools", 1, Value.bool(true), Value.boolArray(list(true, null))),
        row("bools", 2, Value.bool(false), Value.boolArray(List.of())),
        row("bools", 3, Value.bool(null), Value.boolArray((List<Boolean>) null)),
        row("ints", 1, Value.int64(Long.MAX_VALUE), Value.int64Array(list(1L, null))),
        row("ints", 2, Value.int64(null), Value.int64Array((List<Long>) null)),
        row("ints", 3, Value.int64(Long.MIN_VALUE), Value.int64Array(List.of())),
        row("doubles", 1, Value.float64(Double.NaN), doubles(Double.NaN, null, 1 / 0.0)),
        row("doubles", 2, Value.float64(0.0), doubles(0.0)),
        row("doubles", 3, Value.float64(1e-300), Value.float64Array((List<Double>) null)),
        row("doubles", 4, Value.float64(-0.0), doubles(-0.0)),
        row("floats", 1, Value.float32(Float.NaN), Value.float32Array(list(1.5f, null))),
        row("floats", 2, Value.float32(-1.25f), Value.float32Array(List.of())),
        row("numerics", 1, number("1.5"), numbers("1.5", null)),
        row("numerics", 2, number("99999999999999999999999999999.999999999"), numbers()),
        row("strings", 1, Value.string(""), Value.stringArray(List.of())),
        row("strings", 2, Value.string("a"), Value.stringArray(List.of(""))),
        row("strings", 3, Value.string("é 😀"), Value.stringArray(list("x", null))),
        row("strings", 4, Value.string(null), Value.stringArray(null)),
        row("blobs", 1, Value.bytes(bytes()), Value.bytesArray(list(bytes(1), null))),
        row("blobs", 2, Value.bytes(bytes(0)), Value.bytesArray(null)),
        row("dates", 1, Value.date(DAY), Value.dateArray(list(DAY, null))),
        row("dates", 2, Value.date(Date.parseDate("0001-01-01")), Value.dateArray(List.of())),
        row("times", 1, Value.timestamp(TIME), Value.timestampArray(list(TIME, null))),
        row("times", 2, Value.timestamp(Timestamp.MAX_VALUE), Value.timestampArray(null)),
        row("docs", 1, document("{\"a\": 1, \"b\": [1, null]}"), documents("{\"a\": 1}", null)),
        row("docs", 2, document("{\"z\": 1, \"y\": {\"q\": 1, \"p\": 2}}"), documents()),
        row("docs", 3, document("null"), documents("null")),
        row("docs", 4, document(null), documents((String[]) null)));
  }

  /** Writes the same in another way. */
  Mutation reorderedDocument() {
    return row("docs", 2, document("{\"y\":{\"p\":2,\"q\":1},\"z\":1}"), documents());
  }

  /** What is changed in the checked database: 25 rows. */
  List<Mutation> changes() {
    return List.of(
        row("bools", 1, Value.bool(false), Value.boolArray(list(true, null))),
        row("bools", 2, Value.bool(false), Value.boolArray((List<Boolean>) null)),
        row("ints", 1, Value.int64(Long.MAX_VALUE - 1), Value.int64Array(list(1L, null))),
        row("ints", 2, Value.int64(0), Value.int64Array((List<Long>) null)),
        row("ints", 3, Value.int64(Long.MIN_VALUE), Value.int64Array(Arrays.asList((Long) null))),
        row("doubles", 1, Value.float64(1.0), doubles(Double.NaN, null, 1 / 0.0)),
        row("doubles", 2, Value.float64(-0.0), doubles(0.0)),
        row("doubles", 4, Value.float64(-0.0), doubles(0.0)),
        row("floats", 1, Value.float32(Float.NaN), Value.float32Array(list(null, 1.5f))),
        row("floats", 2, Value.float32(null), Value.float32Array(List.of())),
        row("numerics", 1, number("1.500000001"), numbers("1.5", null)),
        row("numerics", 2, number("99999999999999999999999999999.999999998"), numbers("0")),
        row("strings", 1, Value.string(null), Value.stringArray(List.of())),
        row("strings", 2, Value.string("a"), Value.stringArray(Arrays.asList((String) null))),
        row("strings", 4, Value.string(""), Value.stringArray(List.of())),
        row("blobs", 1, Value.bytes(null), Value.bytesArray(list(bytes(1), null))),
        row("blobs", 2, Value.bytes(bytes(0, 0)), Value.bytesArray(null)),
        row("dates", 1, Value.date(DAY), Value.dateArray(list(null, DAY))),
        row("times", 1, Value.timestamp(LATER), Value.timestampArray(list(TIME, null))),
        row("docs", 1, document("{\"a\": 1, \"b\": [null, 1]}"), documents("{\"a\": 2}", null)),
        row("docs", 3, document(null), documents("null")),
        Mutation.delete("bools", Key.of(3)),
        Mutation.delete("times", Key.of(2)),
        row("strings", 9, Value.string("extra"), Value.stringArray(null)),
        row("docs", 0, document("{}"), documents()));
  }

  /** The changes as they are found, {@code table kind key columns}. */
  static List<String> found() {
    return List.of(
        "bools changed 1 [v]",
        "bools changed 2 [a]",
        "ints changed 1 [v]",
        "ints changed 2 [v]",
        "ints changed 3 [a]",
        "doubles changed 1 [v]",
        "doubles changed 2 [v]",
        "doubles changed 4 [a]",
        "floats changed 1 [a]",
        "floats changed 2 [v]",
        "numerics changed 1 [v]",
        "numerics changed 2 [v, a]",
        "strings changed 1 [v]",
        "strings changed 2 [a]",
        "strings changed 4 [v, a]",
        "blobs changed 1 [v]",
        "blobs changed 2 [v]",
        "dates changed 1 [a]",
        "times changed 1 [v]",
        "docs changed 1 [v, a]",
        "docs changed 3 [v]",
        "bools missing 3 []",
        "times missing 2 []",
        "strings extra 9 []",
        "docs extra 0 []");
  }

  private static Mutation row(String table, long id, Value value, Value array) {
    return Mutation.newInsertOrUpdateBuilder(table)
        .set("id")
        .to(id)
        .set("v")
        .to(value)
        .set("a")
        .to(array)
        .build();
  }

  @SafeVarargs
  private static <T> List<T> list(@Nullable T... elements) {
    List<T> list = new ArrayList<>();
    for (T element : elements) {
      list.add(element);
    }
    return list;
  }

  private static Value doubles(@Nullable Double... elements) {
    return Value.float64Array(list(elements));
  }

  private static ByteArray bytes(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return ByteArray.copyFrom(all);
  }

  private Value number(String number) {
    return dialect == Dialect.POSTGRESQL
        ? Value.pgNumeric(number)
        : Value.numeric(new BigDecimal(number));
  }

  private Value numbers(@Nullable String... numbers) {
    return dialect == Dialect.POSTGRESQL
        ? Value.pgNumericArray(list(numbers))
        : Value.numericArray(
            Stream.of(numbers).map(text -> text == null ? null : new BigDecimal(text)).toList());
  }

  private Value document(@Nullable String json) {
    return dialect == Dialect.POSTGRESQL ? Value.pgJsonb(json) : Value.json(json);
  }

  private Value documents(@Nullable String @Nullable ... json) {
    @Nullable List<String> list = json == null ? null : list(json);
    return dialect == Dialect.POSTGRESQL ? Value.pgJsonbArray(list) : Value.jsonArray(list);
  }
}
