package dev.lintel.compare;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.RandomValues;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A type that both dialects have, with values that are easily taken for each other.
 *
 * @param type the type in GoogleSQL
 * @param name its name in GoogleSQL
 * @param postgresType the type in PostgreSQL
 * @param postgresName its name in PostgreSQL
 * @param values plain objects of the type
 */
record ComparedType(
    Type type, String name, Type postgresType, String postgresName, List<?> values) {

  static final List<ComparedType> ALL =
      List.of(
          of(Type.bool(), "BOOL", "boolean", true, false),
          of(Type.int64(), "INT64", "bigint", 0L, -1L, 1L, 11L, Long.MAX_VALUE, Long.MIN_VALUE),
          of(
              Type.float64(),
              "FLOAT64",
              "double precision",
              0.0,
              -0.0,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              Double.MIN_VALUE,
              -Double.MIN_VALUE,
              0.1,
              Math.nextUp(0.1),
              1e20,
              Math.nextUp(1e20),
              1.0,
              11.0),
          of(
              Type.float32(),
              "FLOAT32",
              "real",
              0.0f,
              -0.0f,
              Float.NaN,
              Float.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY,
              Float.MIN_VALUE,
              0.1f,
              Math.nextUp(0.1f),
              16777216f,
              16777218f),
          new ComparedType(
              Type.numeric(),
              "NUMERIC",
              Type.pgNumeric(),
              "numeric",
              List.of(
                  new BigDecimal("0"),
                  new BigDecimal("1.5"),
                  new BigDecimal("1.500000000"),
                  new BigDecimal("-0.000000001"),
                  new BigDecimal("100"),
                  new BigDecimal("10"),
                  new BigDecimal("99999999999999999999999999999.999999999"))),
          of(
              Type.string(),
              "STRING(MAX)",
              "text",
              "",
              "a",
              "ab",
              "bc",
              "c",
              "|",
              "a|",
              "1:a|",
              "1:a|1:a",
              "[",
              "é",
              "e\u0301",
              "😀",
              "\uFFFD",
              " ",
              "null"),
          of(
              Type.bytes(),
              "BYTES(MAX)",
              "bytea",
              ByteArray.copyFrom(""),
              ByteArray.copyFrom(new byte[] {0}),
              ByteArray.copyFrom(new byte[] {0, 0}),
              ByteArray.copyFrom(new byte[] {-1}),
              ByteArray.copyFrom("a")),
          of(
              Type.date(),
              "DATE",
              "date",
              Date.parseDate("0001-01-01"),
              Date.parseDate("2024-02-29"),
              Date.parseDate("9999-12-31")),
          of(
              Type.timestamp(),
              "TIMESTAMP",
              "timestamptz",
              Timestamp.MIN_VALUE,
              Timestamp.MAX_VALUE,
              Timestamp.ofTimeSecondsAndNanos(-1, 999_999_999),
              Timestamp.ofTimeSecondsAndNanos(0, 0),
              Timestamp.ofTimeSecondsAndNanos(0, 1),
              Timestamp.ofTimeSecondsAndNanos(0, 2),
              Timestamp.ofTimeSecondsAndNanos(0, 1_000),
              Timestamp.ofTimeSecondsAndNanos(0, 100_000_000),
              // An hour that the clocks of the default time zone show twice.
              Timestamp.parseTimestamp("2024-11-03T08:30:00Z"),
              Timestamp.parseTimestamp("2024-11-03T09:30:00Z")),
          new ComparedType(
              Type.json(),
              "JSON",
              Type.pgJsonb(),
              "jsonb",
              List.of(
                  "null",
                  "{}",
                  "[]",
                  "\"\"",
                  "{\"a\":1,\"b\":2}",
                  "{\"b\":2, \"a\":1}",
                  "[1,2]",
                  "[1, 2]",
                  "[2,1]",
                  "\"a, b\"",
                  "\"a,b\"",
                  "1",
                  "\"1\"",
                  "1.5",
                  "true")));

  private static ComparedType of(Type type, String name, String postgresName, Object... values) {
    return new ComparedType(type, name, type, postgresName, List.of(values));
  }

  Type type(Dialect dialect) {
    return dialect == Dialect.POSTGRESQL ? postgresType : type;
  }

  String columnType(Dialect dialect, boolean isArray) {
    return dialect == Dialect.POSTGRESQL
        ? postgresName + (isArray ? "[]" : "")
        : isArray ? "ARRAY<" + name + ">" : name;
  }

  /** Returns null, the values of the record and so many random ones. */
  List<Object> objects(int random, Random seed) {
    List<Object> objects = new ArrayList<>(values);
    objects.add(null);
    var generator = RandomValues.of(type).generator(1000, true);
    for (int i = 0; i < random; i++) {
      Value value = generator.next(seed).value();
      Object object = value.isNull() ? null : ScalarTypes.of(type).getter().apply(value);
      // PostgreSQL's jsonb has no NUL.
      objects.add(object instanceof String text && text.contains("\\u0000") ? null : object);
    }
    return objects;
  }

  /** Returns arrays of the objects, among them null, an empty one and some with null elements. */
  static List<List<Object>> arrays(List<Object> objects, Random seed) {
    List<List<Object>> arrays = new ArrayList<>();
    arrays.add(null);
    arrays.add(List.of());
    arrays.add(Arrays.asList((Object) null));
    arrays.add(Arrays.asList(null, null));
    arrays.add(objects.subList(0, 2));
    arrays.add(List.of(objects.get(1), objects.get(0)));
    arrays.add(List.of(objects.get(0)));
    if (objects.get(1).equals("a")) {
      arrays.add(List.of("ab", "c"));
      arrays.add(List.of("a", "bc"));
    }
    while (arrays.size() < objects.size()) {
      List<Object> array = new ArrayList<>();
      for (int i = seed.nextInt(4); i > 0; i--) {
        array.add(objects.get(seed.nextInt(objects.size())));
      }
      arrays.add(array);
    }
    return arrays;
  }

  Value value(Dialect dialect, Object object) {
    Type own = type(dialect);
    return ScalarTypes.of(own).value(own, own(dialect, object));
  }

  Value array(Dialect dialect, List<Object> objects) {
    Type own = type(dialect);
    List<Object> elements = null;
    if (objects != null) {
      elements = new ArrayList<>();
      for (Object object : objects) {
        elements.add(own(dialect, object));
      }
    }
    return ScalarTypes.of(own).array(own, elements);
  }

  private static Object own(Dialect dialect, Object object) {
    return dialect == Dialect.POSTGRESQL && object instanceof BigDecimal number
        ? number.toPlainString()
        : object;
  }
}
