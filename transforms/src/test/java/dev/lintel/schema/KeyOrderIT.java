package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Value;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SpannerEmulatorExtension.class)
class KeyOrderIT {

  /** Distinct values of one type of key column. */
  record KeyColumn(Dialect dialect, String type, List<Value> values) {
    @Override
    public String toString() {
      return dialect + " " + type;
    }
  }

  static Stream<KeyColumn> keyColumns() {
    return Stream.concat(googleSql(), postgres());
  }

  private static Stream<KeyColumn> googleSql() {
    return Stream.of(
        column("BOOL", Value.bool(true), Value.bool(false), Value.bool(null)),
        column("INT64", integers()),
        column("FLOAT64", doubles()),
        column(
            "NUMERIC",
            Stream.concat(
                Stream.of(
                        "0",
                        "-0.000000001",
                        "0.000000001",
                        "1",
                        "10",
                        "9",
                        "-9",
                        "-10",
                        "99999999999999999999999999999.999999999",
                        "-99999999999999999999999999999.999999999",
                        "18446744073.709551616",
                        "18446744073.709551615")
                    .map(text -> Value.numeric(new BigDecimal(text))),
                Stream.of(Value.numeric(null)))),
        column("STRING(MAX)", strings()),
        column("BYTES(MAX)", bytes()),
        column("DATE", dates()),
        column("TIMESTAMP", timestamps()));
  }

  private static Stream<KeyColumn> postgres() {
    return Stream.of(
            column("boolean", Value.bool(true), Value.bool(false)),
            column("bigint", integers()),
            column("double precision", doubles()),
            column("text", strings()),
            column("bytea", bytes()),
            column("date", dates()),
            column("timestamptz", timestamps()))
        .map(
            column ->
                new KeyColumn(
                    Dialect.POSTGRESQL,
                    column.type(),
                    column.values().stream().filter(value -> !value.isNull()).toList()));
  }

  private static Stream<Value> integers() {
    return Stream.concat(
        LongStream.of(0, 1, -1, 255, 256, -256, Long.MAX_VALUE, Long.MIN_VALUE)
            .mapToObj(Value::int64),
        Stream.of(Value.int64((Long) null)));
  }

  private static Stream<Value> doubles() {
    return Stream.concat(
        DoubleStream.of(
                0,
                1,
                -1,
                1.5,
                -1.5,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY)
            .mapToObj(Value::float64),
        Stream.of(Value.float64((Double) null)));
  }

  private static Stream<Value> strings() {
    return Stream.of(
            "", "a", "b", "ab", "A", "Z", "aa", "a\u0001", "é", "ß", "\uFFFD", "\uE000", "😀", "漢",
            "~", null)
        .map(Value::string);
  }

  private static Stream<Value> bytes() {
    return Stream.of(
            new byte[] {},
            new byte[] {0},
            new byte[] {0, 0},
            new byte[] {0, 1},
            new byte[] {1},
            new byte[] {127},
            new byte[] {-128},
            new byte[] {-1},
            new byte[] {-1, -1},
            new byte[] {-1, 0})
        .map(array -> Value.bytes(ByteArray.copyFrom(array)));
  }

  private static Stream<Value> dates() {
    return Stream.of(
            "0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "2024-03-01", "9999-12-31")
        .map(text -> Value.date(Date.parseDate(text)));
  }

  private static Stream<Value> timestamps() {
    return Stream.of(
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00.000000001Z",
            "1970-01-01T00:00:00.00000001Z",
            "2024-02-29T12:00:00.1Z",
            "9999-12-31T23:59:59.999999999Z")
        .map(text -> Value.timestamp(Timestamp.parseTimestamp(text)));
  }

  private static KeyColumn column(String type, Value... values) {
    return column(type, Stream.of(values));
  }

  private static KeyColumn column(String type, Stream<Value> values) {
    return new KeyColumn(Dialect.GOOGLE_STANDARD_SQL, type, values.toList());
  }

  @ParameterizedTest
  @MethodSource("keyColumns")
  void ordersAsTheDatabaseDoes(KeyColumn column, SpannerEmulator emulator) {
    boolean postgres = column.dialect() == Dialect.POSTGRESQL;
    List<String> ddl =
        postgres
            ? List.of("CREATE TABLE t (k %s, n bigint, PRIMARY KEY (k))".formatted(column.type()))
            : List.of(
                "CREATE TABLE t (k %s, n INT64) PRIMARY KEY (k)".formatted(column.type()),
                "CREATE TABLE u (k %s, n INT64) PRIMARY KEY (k DESC)".formatted(column.type()));
    EmulatorDatabase database = emulator.createDatabase(column.dialect(), ddl);
    try (EmulatorClient client = EmulatorClient.of(database)) {
      for (Table table : SchemaReader.read(client.client()).getTables()) {
        List<Mutation> rows = rows(table, column.values());
        client.client().write(rows);

        rows.sort(KeyOrder.of(table).comparator());

        assertThat(numbers(rows))
            .as("order of table %s", table.getName())
            .isEqualTo(numbers(client.client(), table));
      }
    } finally {
      emulator.dropDatabase(database);
    }
  }

  private static List<Mutation> rows(Table table, List<Value> values) {
    List<Mutation> rows = new ArrayList<>();
    for (Value value : values) {
      rows.add(
          Mutation.newInsertBuilder(table.getName())
              .set("n")
              .to(rows.size())
              .set("K")
              .to(value)
              .build());
    }
    Collections.shuffle(rows, new Random(7));
    return rows;
  }

  private static List<Long> numbers(List<Mutation> rows) {
    return rows.stream().map(row -> row.asMap().get("n").getInt64()).toList();
  }

  private static List<Long> numbers(DatabaseClient client, Table table) {
    String order = table.getPrimaryKey().get(0).getOrder().name();
    List<Long> numbers = new ArrayList<>();
    try (ResultSet result =
        client
            .singleUse()
            .executeQuery(
                Statement.of("SELECT n FROM %s ORDER BY k %s".formatted(table.getName(), order)))) {
      while (result.next()) {
        numbers.add(result.getLong(0));
      }
    }
    return numbers;
  }
}
