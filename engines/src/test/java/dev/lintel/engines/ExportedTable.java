package dev.lintel.engines;

import com.google.cloud.spanner.Statement;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table with a column of each Spanner type. Its third row is null in all of them. */
final class ExportedTable {
  static final String NAME = "Everything";

  /** Rows that are not null. */
  private static final int ROWS = 2;

  /**
   * A column.
   *
   * @param type its Spanner type
   * @param literals SQL for the values of the first rows
   * @param truths these values, in the form of {@link PlainValue#ofTruth}
   */
  record Column(String type, List<String> literals, List<String> truths) {

    /** The value of a row, in the form of {@link PlainValue}. */
    String plain(long id) {
      return id > ROWS ? "null" : PlainValue.ofTruth(type, truths.get((int) id - 1));
    }
  }

  /** By name, without {@code id}. */
  static final ImmutableMap<String, Column> COLUMNS =
      ImmutableMap.<String, Column>builder()
          .put("bool", column("BOOL", "true", "true", "false", "false"))
          .put("int64", plain("INT64", "-9223372036854775808", "9223372036854775807"))
          .put(
              "float32",
              column("FLOAT32", "CAST(0.1 AS FLOAT32)", "0.1", "CAST('NaN' AS FLOAT32)", "NaN"))
          .put("float64", column("FLOAT64", "0.1", "0.1", "CAST('-inf' AS FLOAT64)", "-Infinity"))
          .put(
              "numeric",
              column(
                  "NUMERIC",
                  "NUMERIC '99999999999999999999999999999.999999999'",
                  "99999999999999999999999999999.999999999",
                  "NUMERIC '-0.5'",
                  "-0.5"))
          .put("string", column("STRING(MAX)", "''", "", "'\\'a\", \\\\N\\n'", "'a\", \\N\n"))
          .put("bytes", column("BYTES(MAX)", "b'\\x00\\xFF'", "AP8=", "b''", ""))
          .put(
              "date",
              column("DATE", "DATE '0001-01-01'", "0001-01-01", "DATE '9999-12-31'", "9999-12-31"))
          .put(
              "timestamp",
              column(
                  "TIMESTAMP",
                  "TIMESTAMP '2024-02-29T12:34:56.123456Z'",
                  "2024-02-29T12:34:56.123456Z",
                  "TIMESTAMP '1969-12-31T23:59:59.999999Z'",
                  "1969-12-31T23:59:59.999999Z"))
          .put(
              "json",
              column(
                  "JSON", "JSON '{\"a\": [1, null]}'", "{\"a\":[1,null]}", "JSON '\"x\"'", "\"x\""))
          .put("bools", arrays("BOOL", "true, NULL", "true,null"))
          .put("int64s", arrays("INT64", "9223372036854775807, NULL", "9223372036854775807,null"))
          .put("float32s", arrays("FLOAT32", "CAST(0.1 AS FLOAT32), NULL", "0.1,null"))
          .put("float64s", arrays("FLOAT64", "CAST('inf' AS FLOAT64), NULL", "\"Infinity\",null"))
          .put("numerics", arrays("NUMERIC", "NUMERIC '0.000000001', NULL", "0.000000001,null"))
          .put(
              "strings",
              arrays("STRING(MAX)", "'', NULL, 'a, \"b\"'", "\"\",null,\"a, \\\"b\\\"\""))
          .put("bytess", arrays("BYTES(MAX)", "b'\\x00\\xFF', NULL", "\"AP8=\",null"))
          .put("dates", arrays("DATE", "DATE '2024-02-29', NULL", "\"2024-02-29\",null"))
          .put(
              "timestamps",
              arrays(
                  "TIMESTAMP",
                  "TIMESTAMP '2024-02-29T12:34:56.123456Z', NULL",
                  "\"2024-02-29T12:34:56.123456Z\",null"))
          .put("jsons", arrays("JSON", "JSON '{\"a\": 1}', NULL", "{\"a\":1},null"))
          .buildOrThrow();

  private ExportedTable() {}

  private static Column column(
      String type, String literal1, String truth1, String literal2, String truth2) {
    return new Column(type, ImmutableList.of(literal1, literal2), ImmutableList.of(truth1, truth2));
  }

  private static Column plain(String type, String first, String second) {
    return column(type, first, first, second, second);
  }

  /** The first row has these elements, the second none. */
  private static Column arrays(String element, String literals, String truths) {
    return column("ARRAY<" + element + ">", "[" + literals + "]", "[" + truths + "]", "[]", "[]");
  }

  /** Creates a database with the table and its rows. */
  static EmulatorDatabase create(SpannerEmulator emulator) throws InterruptedException {
    List<String> definitions = new ArrayList<>(List.of("id INT64 NOT NULL"));
    COLUMNS.forEach((name, column) -> definitions.add("`" + name + "` " + column.type()));
    EmulatorDatabase database =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE %s (%s) PRIMARY KEY (id)"
                    .formatted(NAME, Joiner.on(", ").join(definitions))));
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      for (int row = 0; row <= ROWS; row++) {
        List<String> values = new ArrayList<>(List.of(Integer.toString(row + 1)));
        for (Map.Entry<String, Column> column : COLUMNS.entrySet()) {
          values.add(row == ROWS ? "NULL" : column.getValue().literals().get(row));
        }
        String sql =
            "INSERT INTO %s (id, `%s`) VALUES (%s)"
                .formatted(
                    NAME, Joiner.on("`, `").join(COLUMNS.keySet()), Joiner.on(", ").join(values));
        lease
            .connection()
            .databaseClient()
            .readWriteTransaction()
            .run(transaction -> transaction.executeUpdate(Statement.of(sql)));
      }
    }
    return database;
  }
}
