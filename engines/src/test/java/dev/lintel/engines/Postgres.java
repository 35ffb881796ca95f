package dev.lintel.engines;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A PostgreSQL server of the system's package, on a socket in a temporary folder. */
final class Postgres implements Engine {
  private static final String USER = "postgres";

  private final Path folder;
  private final Path psql;
  private final Path control;
  private final String version;

  private Postgres(Path folder, Path psql, Path control) throws Exception {
    this.folder = folder;
    this.psql = psql;
    this.control = control;
    this.version = psql("SHOW server_version").strip().replaceAll(" .*", "");
  }

  /** Empty if it is not installed. */
  static Optional<Postgres> start() throws Exception {
    Optional<Path> initialize = Programs.find("initdb");
    Optional<Path> control = Programs.find("pg_ctl");
    Optional<Path> psql = Programs.find("psql");
    if (initialize.isEmpty() || control.isEmpty() || psql.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("postgres");
    runAsServer(
        folder,
        initialize.get().toString(),
        "--pgdata=" + folder.resolve("data"),
        "--username=" + USER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    runAsServer(
        folder,
        control.get().toString(),
        "--pgdata=" + folder.resolve("data"),
        "--log=" + folder.resolve("log"),
        "--wait",
        "--options=-k %s -c listen_addresses='' -c timezone=Asia/Kolkata".formatted(folder),
        "start");
    return Optional.of(new Postgres(folder, psql.get(), control.get()));
  }

  private static void runAsServer(Path folder, String... command)
      throws IOException, InterruptedException {
    Programs.run(Programs.asServer(USER, folder, List.of(command)));
  }

  /** Runs statements, each on a line, and returns what they print. */
  private String psql(String... statements) throws Exception {
    Path script = Files.createTempFile("script", ".sql");
    try {
      Files.writeString(script, Joiner.on('\n').join(statements) + "\n");
      return Programs.run(
          List.of(
              psql.toString(),
              "--no-psqlrc",
              "--quiet",
              "--host=" + folder,
              "--username=" + USER,
              "--dbname=postgres",
              "--set=ON_ERROR_STOP=1",
              "--no-align",
              "--tuples-only",
              "--field-separator=\t",
              "--file=" + script));
    } finally {
      Files.delete(script);
    }
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public String version() {
    return "PostgreSQL " + version;
  }

  @Override
  public List<EngineFormat> formats() {
    return List.of(EngineFormat.COPY_TEXT, EngineFormat.COPY_CSV);
  }

  @Override
  public List<EngineType> types() {
    return PostgresTypes.ALL;
  }

  @Override
  public List<String> importOptions(EngineFormat format) {
    return List.of(
        format == EngineFormat.COPY_TEXT
            ? "--csvDialect=postgresql-text"
            : "--csvDialect=postgresql-csv");
  }

  @Override
  public List<Written> write(EngineFormat format, Path files) throws Exception {
    List<String> statements = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < types().size(); i++) {
      String file = ImportedFiles.table(i) + (format == EngineFormat.COPY_TEXT ? ".txt" : ".csv");
      statements.add(
          "\\copy (%s) to '%s'%s"
              .formatted(
                  types().get(i).query(),
                  files.resolve(file),
                  format == EngineFormat.COPY_TEXT ? "" : " csv"));
      written.add(Written.to(file));
    }
    psql(statements.toArray(String[]::new));
    return written;
  }

  @Override
  public List<RecordFormat> readable() {
    return List.of(RecordFormat.CSV, RecordFormat.JSONL);
  }

  @Override
  public Map<String, ReadColumn> read(RecordFormat format, List<Path> files) throws Exception {
    List<String> statements = new ArrayList<>();
    List<String> definitions = new ArrayList<>(List.of("id bigint"));
    ExportedTable.COLUMNS.forEach(
        (name, column) -> definitions.add(name + " " + type(column.type())));
    statements.add("DROP TABLE IF EXISTS everything, lines;");
    statements.add("CREATE TABLE everything (%s);".formatted(Joiner.on(", ").join(definitions)));
    statements.add("CREATE TABLE lines (doc jsonb);");
    for (Path file : files) {
      statements.add(
          format == RecordFormat.CSV
              ? "\\copy everything from '%s' with (format csv, header true, null '\\N')"
                  .formatted(file)
              // Two characters that JSON never has make a line one field.
              : "\\copy lines from '%s' with (format csv, quote e'\\x01', delimiter e'\\x02')"
                  .formatted(file));
    }
    if (format == RecordFormat.JSONL) {
      statements.add("INSERT INTO everything SELECT " + fields() + " FROM lines;");
    }
    psql(statements.toArray(String[]::new));
    Map<String, ReadColumn> columns = new LinkedHashMap<>();
    for (Map.Entry<String, ExportedTable.Column> column : ExportedTable.COLUMNS.entrySet()) {
      Map<Long, String> values = new TreeMap<>();
      psql("SELECT id, json_build_object('v', %s) FROM everything".formatted(column.getKey()))
          .lines()
          .map(line -> Splitter.on('\t').limit(2).splitToList(line))
          .forEach(row -> values.put(Long.valueOf(row.get(0)), row.get(1)));
      columns.put(column.getKey(), ReadColumn.of(type(column.getValue().type()), values));
    }
    return columns;
  }

  private static String fields() {
    List<String> fields = new ArrayList<>(List.of("(doc->>'id')::bigint"));
    ExportedTable.COLUMNS.forEach(
        (name, column) -> fields.add("(doc->>'%s')::%s".formatted(name, type(column.type()))));
    return Joiner.on(", ").join(fields);
  }

  private static String type(String spannerType) {
    return switch (spannerType) {
      case "BOOL" -> "boolean";
      case "INT64" -> "bigint";
      case "FLOAT32" -> "real";
      case "FLOAT64" -> "double precision";
      case "NUMERIC" -> "numeric";
      case "DATE" -> "date";
      case "TIMESTAMP" -> "timestamptz";
      case "STRING(MAX)", "BYTES(MAX)" -> "text";
      default -> "jsonb";
    };
  }

  @Override
  public void stop() throws Exception {
    runAsServer(
        folder,
        control.toString(),
        "--pgdata=" + folder.resolve("data"),
        "--mode=fast",
        "--wait",
        "stop");
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
