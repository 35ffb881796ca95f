package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows as the client reads them from a server can be written in any format. */
@Timeout(60)
class RowWriterIT {

  @ParameterizedTest
  @EnumSource
  void rowsOfGoogleSql(
      RecordFormat format, @SpannerDatabase EmulatorDatabase database, @TempDir Path folder)
      throws Exception {
    assertSameRows(
        format,
        database,
        """
        SELECT 1 AS i, TRUE AS b, CAST('nan' AS FLOAT64) AS f8, CAST(0.1 AS FLOAT32) AS f4,
          NUMERIC '-0.000000001' AS n, 'a\\n' AS s, b'\\x00\\xff' AS y, DATE '0001-01-01' AS d,
          TIMESTAMP '9999-12-31T23:59:59.999999999Z' AS t, JSON '{"a": [1, 2.50, null]}' AS j,
          [1, NULL] AS ai, [b'\\x01', NULL] AS ay, [JSON '1', NULL] AS aj,
          [TIMESTAMP '1969-12-31T23:59:59.999999999Z', NULL] AS ats, [NUMERIC '1.500000001', NULL] AS an,
          ARRAY<STRING>[] AS none
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
          NULL, NULL
        """,
        folder.resolve("rows." + Formats.of(format).extension()));
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfPostgreSql(
      RecordFormat format,
      @SpannerDatabase(dialect = Dialect.POSTGRESQL) EmulatorDatabase database,
      @TempDir Path folder)
      throws Exception {
    assertSameRows(
        format,
        database,
        """
        SELECT 1::bigint AS i, 'NaN'::numeric AS n, '123.4560'::numeric AS m,
          '{"b": 2.50, "a": null}'::jsonb AS j, ARRAY['1.50'::numeric, NULL] AS an,
          ARRAY['{}'::jsonb, NULL] AS aj, '2024-02-29 12:34:56.123456Z'::timestamptz AS t
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL
        """,
        folder.resolve("rows." + Formats.of(format).extension()));
  }

  private static void assertSameRows(
      RecordFormat format, EmulatorDatabase database, String sql, Path file) throws Exception {
    var config = EmulatorConfig.of(database);
    var expected = new ArrayList<Map<String, Value>>();
    List<Type.StructField> columns;
    try (var lease = SpannerConnections.acquire(config);
        var rows = lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql));
        OutputStream out = Files.newOutputStream(file)) {
      assertThat(rows.next()).isTrue();
      columns = rows.getType().getStructFields();
      try (var writer = Formats.of(format).openRows(columns, RowFiles.avroSchema(columns), out)) {
        do {
          expected.add(RowFiles.values(rows.getCurrentRowAsStruct()));
          writer.write(rows);
        } while (rows.next());
      }
    }
    assertThat(expected).hasSize(2);
    assertThat(RowFiles.read(format, columns, file)).isEqualTo(expected);
  }
}
