package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys of every type, in both dialects, with conditions that are evaluated in different ways. */
@Timeout(300)
@ExtendWith(SpannerEmulatorExtension.class)
class DeleteRowsKeysIT {

  /**
   * A table and the values of its key.
   *
   * @param rows the keys of its rows
   */
  private record Keys(String table, List<String> columns, List<List<Value>> rows) {
    static Keys of(String table, Value... values) {
      return new Keys(table, List.of("Id"), List.of(values).stream().map(List::of).toList());
    }

    List<Key> keys() {
      return rows.stream().map(Keys::key).toList();
    }

    private static Key key(List<Value> parts) {
      Key.Builder key = Key.newBuilder();
      parts.forEach(part -> key.appendObject(KeyParts.of(part)));
      return key.build();
    }

    /** Every second row has a tag more. */
    List<Mutation> mutations() {
      List<Mutation> mutations = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        var mutation = Mutation.newInsertOrUpdateBuilder(table);
        for (int i = 0; i < columns.size(); i++) {
          mutation.set(columns.get(i)).to(rows.get(row).get(i));
        }
        mutations.add(
            mutation
                .set("Kept")
                .to(row % 2 == 1)
                .set("Tags")
                .toStringArray(row % 2 == 1 ? List.of("a", "kept") : List.of("a"))
                .build());
      }
      return mutations;
    }

    List<Key> every(int remainder) {
      List<Key> every = new ArrayList<>();
      for (int row = remainder; row < rows.size(); row += 2) {
        every.add(key(rows.get(row)));
      }
      return every;
    }
  }

  private static final Keys TEXTS =
      Keys.of(
          "Texts",
          Value.string("plain"),
          Value.string(""),
          Value.string("'quoted\"` \\ \n"),
          Value.string("\uD83D\uDE00 é"));
  private static final Keys NUMBERS =
      Keys.of("Numbers", Value.int64(0), Value.int64(Long.MIN_VALUE), Value.int64(Long.MAX_VALUE));
  private static final Keys DOUBLES =
      Keys.of(
          "Doubles",
          Value.float64(Double.NaN),
          Value.float64(-0.0),
          Value.float64(1e300),
          Value.float64(Double.NEGATIVE_INFINITY),
          Value.float64(Double.POSITIVE_INFINITY));
  private static final Keys BYTES =
      Keys.of(
          "Binaries",
          Value.bytes(ByteArray.copyFrom(new byte[] {0, (byte) 0xFF, 10})),
          Value.bytes(ByteArray.copyFrom(new byte[0])));
  private static final Keys FLAGS = Keys.of("Flags", Value.bool(true), Value.bool(false));
  private static final Keys TIMES =
      Keys.of(
          "Times",
          Value.timestamp(Timestamp.parseTimestamp("2026-11-29T01:02:03.123456789Z")),
          Value.timestamp(Timestamp.parseTimestamp("2026-11-29T01:02:03.123456788Z")),
          Value.timestamp(Timestamp.MIN_VALUE));
  private static final Keys DATES =
      Keys.of(
          "Dates",
          Value.date(Date.fromYearMonthDay(1, 1, 1)),
          Value.date(Date.fromYearMonthDay(2026, 2, 28)));

  private static final List<Keys> BOTH = List.of(TEXTS, NUMBERS, BYTES, FLAGS, DATES);

  private static final Keys DECIMALS =
      Keys.of(
          "Decimals",
          Value.numeric(new BigDecimal("0.000000001")),
          Value.numeric(new BigDecimal("-99999999999999999999999999999.999999999")),
          Value.numeric(BigDecimal.ZERO));

  /** Of several columns, one descending, with nulls. */
  private static final Keys MANY =
      new Keys(
          "odd.Many",
          List.of("A", "B", "C"),
          List.of(
              List.of(Value.int64(1), Value.string("x"), Value.float64(1)),
              List.of(Value.int64(1), Value.string("x"), Value.float64(null)),
              List.of(Value.int64(1), Value.string(null), Value.float64(Double.NaN)),
              List.of(Value.int64(null), Value.string(null), Value.float64(null)),
              List.of(Value.int64(null), Value.string("y"), Value.float64(2)),
              List.of(Value.int64(2), Value.string("x"), Value.float64(Double.NaN))));

  private static String googleTable(String table, String type) {
    return "CREATE TABLE %s (Id %s, Kept BOOL, Tags ARRAY<STRING(MAX)>) PRIMARY KEY (Id)"
        .formatted(table, type);
  }

  private static String postgresTable(String table, String type) {
    return "CREATE TABLE \"%s\" (\"Id\" %s PRIMARY KEY, \"Kept\" boolean, \"Tags\" text[])"
        .formatted(table, type);
  }

  @Test
  void everyKeyIsFoundInGoogleSql(SpannerEmulator emulator) throws Exception {
    var database =
        emulator.createDatabase(
            List.of(
                "CREATE SCHEMA odd",
                googleTable("Texts", "STRING(MAX)"),
                googleTable("Numbers", "INT64"),
                googleTable("Doubles", "FLOAT64"),
                googleTable("Binaries", "BYTES(MAX)"),
                googleTable("Flags", "BOOL"),
                googleTable("Times", "TIMESTAMP"),
                googleTable("Dates", "DATE"),
                googleTable("Decimals", "NUMERIC"),
                """
                CREATE TABLE odd.Many (A INT64, B STRING(9), C FLOAT64, Kept BOOL,
                  Tags ARRAY<STRING(MAX)>) PRIMARY KEY (A, B DESC, C)
                """));
    List<Keys> all = new ArrayList<>(BOTH);
    all.addAll(List.of(DOUBLES, TIMES, DECIMALS, MANY));
    for (Keys keys : all) {
      assertDeleted(
          EmulatorConfig.of(database), keys, "NOT Kept", "ARRAY_LENGTH(Tags) = 1 -- not kept");
    }
  }

  @Test
  void everyKeyIsFoundInPostgreSql(SpannerEmulator emulator) throws Exception {
    var database =
        emulator.createDatabase(
            Dialect.POSTGRESQL,
            List.of(
                "CREATE SCHEMA odd",
                postgresTable("Texts", "varchar"),
                postgresTable("Numbers", "bigint"),
                postgresTable("Doubles", "float8"),
                postgresTable("Binaries", "bytea"),
                postgresTable("Flags", "boolean"),
                postgresTable("Times", "timestamptz"),
                postgresTable("Dates", "date"),
                """
                CREATE TABLE odd."Many" ("A" bigint, "B" varchar(9), "C" float8, "Kept" boolean,
                  "Tags" text[], PRIMARY KEY ("A", "B", "C"))
                """));
    List<Keys> all = new ArrayList<>(BOTH);
    all.addAll(
        List.of(
            DOUBLES,
            // PostgreSQL has microseconds.
            Keys.of(
                "Times",
                Value.timestamp(Timestamp.parseTimestamp("2026-11-29T01:02:03.123456Z")),
                Value.timestamp(Timestamp.parseTimestamp("2026-11-29T01:02:03.123457Z")))));
    for (Keys keys : all) {
      assertDeleted(
          EmulatorConfig.of(database),
          keys,
          "NOT \"Kept\"",
          "array_length(\"Tags\", 1) = 1 -- not kept");
    }
    // In PostgreSQL, the columns of a key are not null.
    assertDeleted(
        EmulatorConfig.of(database),
        new Keys("odd.Many", MANY.columns(), List.of(MANY.rows().get(0), MANY.rows().get(5))),
        "NOT \"Kept\"",
        "array_length(\"Tags\", 1) = 1");
  }

  /**
   * @param ofValues a condition that is evaluated over the values that were read
   * @param ofRows the same condition in a form that is evaluated over the rows
   */
  private static void assertDeleted(
      ConnectionConfig config, Keys keys, String ofValues, String ofRows) throws Exception {
    DeleteRows delete = DeleteRows.from(config).withTable(keys.table());
    for (String condition : List.of(ofValues, ofRows)) {
      write(config, keys.mutations());
      var result = Deletion.of(delete.withCondition(condition), keys.keys());
      assertThat(result.failed).as(keys.table()).isEmpty();
      assertThat(result.deleted)
          .as(keys.table() + ": " + condition)
          .containsExactlyInAnyOrderElementsOf(keys.every(0));
      assertThat(result.changed)
          .as(keys.table() + ": " + condition)
          .containsExactlyInAnyOrderElementsOf(keys.every(1));
    }
    var rest = Deletion.of(delete, keys.keys());
    assertThat(rest.deleted).as(keys.table()).containsExactlyInAnyOrderElementsOf(keys.every(1));
    assertThat(rest.changed).as(keys.table()).containsExactlyInAnyOrderElementsOf(keys.every(0));
  }

  private static void write(ConnectionConfig config, List<Mutation> rows) throws Exception {
    try (var lease = SpannerConnections.acquire(config)) {
      lease.connection().databaseClient().write(rows);
    }
  }
}
