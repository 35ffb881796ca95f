package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.DdlScript;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.schema.DatabaseSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link SlowSpanner} in a process of its own. */
final class SlowServer implements SpannerServer, AutoCloseable {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(String.join(";", SampleRows.DDL), Dialect.GOOGLE_STANDARD_SQL).planned();

  private final int latencyMillis;
  private final Process process;
  private final String host;
  private final AtomicInteger databases = new AtomicInteger();

  private SlowServer(int latencyMillis, Process process, String host) {
    this.latencyMillis = latencyMillis;
    this.process = process;
    this.host = host;
  }

  /**
   * The requests of one database.
   *
   * @param clients those that opened a session
   * @param commits rejected ones included
   * @param spoiltCommits rejected ones of several rows
   */
  record Requests(
      long clients, long sessions, long commits, long spoiltCommits, long batchWrites) {}

  /** Starts a server that answers each call after that time. */
  static SlowServer start(int latencyMillis) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                SlowSpannerMain.class.getName(),
                Integer.toString(latencyMillis))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String port =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (port == null) {
      throw new IOException("The server that answers slowly did not start");
    }
    return new SlowServer(latencyMillis, process, "localhost:" + port);
  }

  @Override
  public String name() {
    return "mock-" + latencyMillis + "ms";
  }

  @Override
  public EmulatorDatabase newDatabase() {
    return database("written-" + databases.incrementAndGet());
  }

  @Override
  public EmulatorDatabase newDatabase(SampleRows rows) {
    return database(SlowDatabase.filledId(rows.count(), databases.incrementAndGet()));
  }

  @Override
  public Optional<DatabaseSchema> knownSchema() {
    return Optional.of(SCHEMA);
  }

  /** Not that of an emulator, to which Lintel sends one commit at a time. */
  @Override
  public ConnectionConfig configOf(EmulatorDatabase database) {
    return LintelConfig.of(database).withHost("http://" + host);
  }

  private EmulatorDatabase database(String id) {
    return new EmulatorDatabase(
        host,
        SpannerEmulator.PROJECT_ID,
        SpannerEmulator.INSTANCE_ID,
        id,
        Dialect.GOOGLE_STANDARD_SQL);
  }

  /** Asks the server for what it has counted. */
  Requests requests(EmulatorDatabase database) {
    // Not by a session of that database, which would count.
    EmulatorDatabase other = database("counts");
    try (var spanner = PlainClient.open(other);
        var row =
            PlainClient.clientOf(spanner, other)
                .singleUse()
                .executeQuery(Statement.of(SlowQueries.requestsOf(database.name())))) {
      row.next();
      return new Requests(
          row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
  }

  @Override
  public void drop(EmulatorDatabase database) {
    // It has only the keys of its rows, and goes with the process.
  }

  @Override
  public void close() {
    process.destroy();
  }
}
