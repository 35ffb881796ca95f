package dev.lintel.engines;

import dev.lintel.pipeline.formats.RecordFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** DuckDB through its JDBC driver, which contains the whole of it, in this process. */
final class DuckDb implements Engine {
  private final Connection connection;
  private final String version;

  private DuckDb(Connection connection) throws SQLException {
    this.connection = connection;
    this.version = connection.getMetaData().getDatabaseProductVersion();
  }

  static DuckDb start() throws SQLException {
    var duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    // The default is the machine's; one that is never UTC shows what depends on it.
    duckDb.execute("SET TimeZone = 'Asia/Kolkata'");
    return duckDb;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public String version() {
    return "DuckDB " + version;
  }

  @Override
  public List<EngineFormat> formats() {
    // Its Avro extension has to be downloaded at run time.
    return List.of(EngineFormat.PARQUET, EngineFormat.CSV, EngineFormat.JSON_LINES);
  }

  @Override
  public List<EngineType> types() {
    return DuckDbTypes.ALL;
  }

  @Override
  public List<String> importOptions(EngineFormat format) {
    return switch (format) {
      case CSV -> List.of("--csvDialect=duckdb");
      case JSON_LINES -> List.of("--timeZone=UTC", "--bytesFormat=escaped");
      default -> List.of();
    };
  }

  @Override
  public List<Written> write(EngineFormat format, Path folder) {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < types().size(); i++) {
      String file =
          ImportedFiles.table(i)
              + switch (format) {
                case PARQUET -> ".parquet";
                case CSV -> ".csv";
                default -> ".json";
              };
      try {
        execute("COPY (%s) TO '%s'".formatted(types().get(i).query(), folder.resolve(file)));
        written.add(Written.to(file));
      } catch (SQLException e) {
        written.add(Written.refused(firstLine(e)));
      }
    }
    return written;
  }

  private static String firstLine(SQLException e) {
    return e.getMessage().lines().findFirst().orElse("");
  }

  @Override
  public List<RecordFormat> readable() {
    return List.of(RecordFormat.PARQUET, RecordFormat.CSV, RecordFormat.JSONL);
  }

  @Override
  public Map<String, ReadColumn> read(RecordFormat format, List<Path> files) throws Exception {
    String source =
        "(%s)"
            .formatted(
                ReadingExportsPage.line("duckdb", format.optionName(), files.get(0).getParent())
                    .replace(";", ""));
    Map<String, String> types = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
      while (described.next()) {
        types.put(described.getString(1), described.getString(2));
      }
    }
    Map<String, ReadColumn> columns = new LinkedHashMap<>();
    for (String column : ExportedTable.COLUMNS.keySet()) {
      columns.put(column, column(source, column, types.get(column)));
    }
    return columns;
  }

  private ReadColumn column(String source, String column, String type) {
    // As JSON, a BLOB would have escapes of its own.
    String value =
        switch (type) {
          case "BLOB" -> "base64(" + column + ")";
          case "BLOB[]" -> "list_transform(" + column + ", lambda b: base64(b))";
          default -> column;
        };
    Map<Long, String> values = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, CAST(to_json({'v': %s}) AS VARCHAR) FROM %s"
                    .formatted(value, source))) {
      while (rows.next()) {
        values.put(rows.getLong(1), rows.getString(2));
      }
      return ReadColumn.of(type, values);
    } catch (SQLException e) {
      return ReadColumn.refused(firstLine(e));
    }
  }

  @Override
  public void stop() throws SQLException {
    connection.close();
  }
}
