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
import java.util.concurrent.TimeUnit;

/** A MariaDB server of the system's package, on a socket in a temporary folder. */
final class MariaDb implements Engine {
  private static final String USER = "mysql";

  private final Path folder;
  private final Path client;
  private final Process server;
  private final String version;

  private MariaDb(Path folder, Path client, Process server) throws Exception {
    this.folder = folder;
    this.client = client;
    this.server = server;
    awaitSocket();
    this.version = client("SELECT VERSION()").strip().replaceAll("-.*", "");
  }

  /** Empty if it is not installed. */
  static Optional<MariaDb> start() throws Exception {
    Optional<Path> initialize = Programs.find("mariadb-install-db");
    Optional<Path> server = Programs.find("mariadbd");
    Optional<Path> client = Programs.find("mariadb");
    if (initialize.isEmpty() || server.isEmpty() || client.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("mariadb");
    String data = "--datadir=" + folder.resolve("data");
    Programs.run(
        Programs.asServer(
            USER,
            folder,
            List.of(
                initialize.get().toString(),
                "--no-defaults",
                data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db")));
    Process process =
        new ProcessBuilder(
                Programs.asServer(
                    USER,
                    folder,
                    List.of(
                        server.get().toString(),
                        "--no-defaults",
                        data,
                        "--socket=" + folder.resolve("socket"),
                        "--skip-networking",
                        "--pid-file=" + folder.resolve("pid"),
                        // It writes instants in this zone, without saying so.
                        "--default-time-zone=+00:00")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return Optional.of(new MariaDb(folder, client.get(), process));
  }

  private void awaitSocket() throws IOException, InterruptedException {
    try (var watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(folder.resolve("socket"))) {
        var key = watch.poll(1, TimeUnit.MINUTES);
        if (key == null) {
          throw new IOException(
              "MariaDB does not start: " + Files.readString(folder.resolve("log")));
        }
        key.pollEvents();
        key.reset();
      }
    }
  }

  /** Runs statements, and returns what they print. */
  private String client(String... statements) throws IOException, InterruptedException {
    return Programs.run(
        List.of(
            client.toString(),
            "--no-defaults",
            "--socket=" + folder.resolve("socket"),
            "--user=root",
            "--local-infile=1",
            "--batch",
            "--raw",
            "--skip-column-names",
            "--default-character-set=utf8mb4",
            "--execute=" + Joiner.on(";\n").join(statements)));
  }

  @Override
  public String name() {
    return "MariaDB";
  }

  @Override
  public String version() {
    return "MariaDB " + version;
  }

  @Override
  public List<EngineFormat> formats() {
    return List.of(EngineFormat.OUTFILE);
  }

  @Override
  public List<EngineType> types() {
    return MariaDbTypes.ALL;
  }

  @Override
  public List<String> importOptions(EngineFormat format) {
    return List.of("--csvDialect=mysql", "--timeZone=UTC");
  }

  @Override
  public List<Written> write(EngineFormat format, Path files) throws Exception {
    // The server writes the files, as its user.
    Path outfiles = folder.resolve("data").resolve("outfiles");
    List<String> statements = new ArrayList<>();
    statements.add("CREATE DATABASE outfiles CHARACTER SET utf8mb4");
    statements.add("USE outfiles");
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < types().size(); i++) {
      EngineType type = types().get(i);
      String table = ImportedFiles.table(i);
      statements.add("CREATE TABLE %s (id INT, v %s NULL)".formatted(table, type.sqlType()));
      int id = 1;
      for (EngineType.Sample sample : type.samples()) {
        statements.add("INSERT INTO %s VALUES (%d, %s)".formatted(table, id++, sample.literal()));
      }
      statements.add("INSERT INTO %s VALUES (%d, NULL)".formatted(table, id));
      statements.add(
          "SELECT id, v INTO OUTFILE '%s/%s.txt' FROM %s".formatted(outfiles, table, table));
      written.add(Written.to(table + ".txt"));
    }
    client(statements.toArray(String[]::new));
    for (int i = 0; i < types().size(); i++) {
      String file = ImportedFiles.table(i) + ".txt";
      Files.copy(outfiles.resolve(file), files.resolve(file));
    }
    return written;
  }

  @Override
  public List<RecordFormat> readable() {
    return List.of(RecordFormat.CSV);
  }

  @Override
  public Map<String, ReadColumn> read(RecordFormat format, List<Path> files) throws Exception {
    List<String> definitions = new ArrayList<>(List.of("id BIGINT"));
    List<String> variables = new ArrayList<>(List.of("id"));
    List<String> assignments = new ArrayList<>();
    ExportedTable.COLUMNS.forEach(
        (name, column) -> {
          definitions.add("`%s` %s".formatted(name, type(column.type())));
          variables.add("@" + name);
          assignments.add("`%s` = %s".formatted(name, expression(name, column.type())));
        });
    List<String> statements = new ArrayList<>();
    statements.add("CREATE DATABASE exports CHARACTER SET utf8mb4");
    statements.add("USE exports");
    // Digits that a column does not hold would be an error otherwise.
    statements.add("SET sql_mode = ''");
    statements.add("CREATE TABLE everything (%s)".formatted(Joiner.on(", ").join(definitions)));
    for (Path file : files) {
      statements.add(
          """
          LOAD DATA LOCAL INFILE '%s' INTO TABLE everything CHARACTER SET utf8mb4
          FIELDS TERMINATED BY ',' ENCLOSED BY '"' ESCAPED BY '' IGNORE 1 LINES (%s) SET %s
          """
              .formatted(file, Joiner.on(", ").join(variables), Joiner.on(", ").join(assignments)));
    }
    client(statements.toArray(String[]::new));
    Map<String, ReadColumn> columns = new LinkedHashMap<>();
    for (Map.Entry<String, ExportedTable.Column> column : ExportedTable.COLUMNS.entrySet()) {
      String name = column.getKey();
      String type = type(column.getValue().type());
      String value =
          switch (type) {
            case "LONGBLOB" -> "TO_BASE64(`%s`)".formatted(name);
            case "JSON" -> "JSON_COMPACT(`%s`)".formatted(name);
            default -> "`%s`".formatted(name);
          };
      Map<Long, String> values = new TreeMap<>();
      client("SELECT id, JSON_OBJECT('v', %s) FROM exports.everything".formatted(value))
          .lines()
          .map(line -> Splitter.on('\t').limit(2).splitToList(line))
          .forEach(row -> values.put(Long.valueOf(row.get(0)), row.get(1)));
      columns.put(name, ReadColumn.of(type, values));
    }
    return columns;
  }

  private static String type(String spannerType) {
    return switch (spannerType) {
      case "BOOL" -> "BOOLEAN";
      case "INT64" -> "BIGINT";
      case "FLOAT32" -> "FLOAT";
      case "FLOAT64" -> "DOUBLE";
      case "NUMERIC" -> "DECIMAL(38,9)";
      case "DATE" -> "DATE";
      case "TIMESTAMP" -> "DATETIME(6)";
      case "STRING(MAX)" -> "LONGTEXT";
      case "BYTES(MAX)" -> "LONGBLOB";
      default -> "JSON";
    };
  }

  private static String expression(String name, String spannerType) {
    String text = "NULLIF(@%s, '\\\\N')".formatted(name);
    return switch (spannerType) {
      case "BOOL" -> text + " = 'true'";
      case "BYTES(MAX)" -> "FROM_BASE64(" + text + ")";
      case "TIMESTAMP" -> "TRIM(TRAILING 'Z' FROM " + text + ")";
      default -> text;
    };
  }

  @Override
  public void stop() throws Exception {
    client("SHUTDOWN");
    server.waitFor();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
