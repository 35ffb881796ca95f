package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.schema.InformationSchemaDump;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a database holds, read with nothing but the client.
 *
 * @param schema what INFORMATION_SCHEMA contains
 * @param tables the rows of each table, by its qualified and quoted name
 */
public record DatabaseContents(
    List<String> schema, SortedMap<String, List<Map<String, Object>>> tables) {

  public static DatabaseContents of(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config(database))) {
      DatabaseClient client = lease.connection().databaseClient();
      SortedMap<String, List<Map<String, Object>>> tables = new TreeMap<>();
      try (var transaction = client.readOnlyTransaction()) {
        for (String table : tables(transaction, database.dialect())) {
          tables.put(
              table,
              query(transaction, "SELECT * FROM " + table).stream()
                  .map(DatabaseContents::row)
                  .toList());
        }
      }
      return new DatabaseContents(InformationSchemaDump.of(client), tables);
    }
  }

  static ConnectionConfig config(EmulatorDatabase database) {
    return EmulatorConfig.of(database);
  }

  private static List<String> tables(ReadContext context, Dialect dialect) {
    String quote = dialect == Dialect.POSTGRESQL ? "\"" : "`";
    return query(
            context,
            """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND lower(table_schema)
              NOT IN ('information_schema', 'spanner_sys', 'pg_catalog')
            """)
        .stream()
        .map(
            row ->
                row.getString(0).isEmpty()
                    ? quote + row.getString(1) + quote
                    : quote + row.getString(0) + quote + "." + quote + row.getString(1) + quote)
        .toList();
  }

  private static List<Struct> query(ReadContext context, String sql) {
    List<Struct> rows = new ArrayList<>();
    try (var result = context.executeQuery(Statement.of(sql))) {
      while (result.next()) {
        rows.add(result.getCurrentRowAsStruct());
      }
    }
    return rows;
  }

  private static Map<String, Object> row(Struct struct) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<Type.StructField> fields = struct.getType().getStructFields();
    for (int i = 0; i < fields.size(); i++) {
      row.put(fields.get(i).getName(), comparable(struct.getValue(i)));
    }
    return row;
  }

  /** Unlike a Value, a boxed value distinguishes -0.0 from 0.0; text contains all of a value. */
  private static Object comparable(Value value) {
    if (value.isNull()) {
      return "null of " + value.getType();
    }
    return switch (value.getType().getCode()) {
      case FLOAT32 -> value.getFloat32();
      case FLOAT64 -> value.getFloat64();
      case PG_NUMERIC -> value.getString();
      case JSON -> value.getJson();
      case PG_JSONB -> value.getPgJsonb();
      case ARRAY ->
          switch (value.getType().getArrayElementType().getCode()) {
            case FLOAT32 -> value.getFloat32Array();
            case FLOAT64 -> value.getFloat64Array();
            case PG_NUMERIC, STRING -> value.getStringArray();
            default -> value;
          };
      default -> value;
    };
  }

  /** Fails unless the rows of all tables are those of the other database. */
  public void assertSameRows(DatabaseContents expected) {
    assertThat(tables.keySet()).isEqualTo(expected.tables.keySet());
    tables.forEach(
        (table, rows) ->
            assertThat(rows)
                .as(table)
                .containsExactlyInAnyOrderElementsOf(expected.tables.get(table)));
  }

  /** Fails unless both the schema and the rows are those of the other database. */
  public void assertSame(DatabaseContents expected) {
    assertThat(schema).containsExactlyInAnyOrderElementsOf(expected.schema);
    assertSameRows(expected);
  }
}
