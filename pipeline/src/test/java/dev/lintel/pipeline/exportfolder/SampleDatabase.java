package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DatabaseDefinitionReader;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.ddl.SchemaScript;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.schema.InformationSchemaDump;
import dev.lintel.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;

/** A database that Google's exporter has exported, and what it has made of it. */
public record SampleDatabase(String folder, String sql, Dialect dialect) {

  static final SampleDatabase A = new SampleDatabase("A", "A", Dialect.GOOGLE_STANDARD_SQL);
  public static final SampleDatabase A_LOGICAL =
      new SampleDatabase("A-logical", "A", Dialect.GOOGLE_STANDARD_SQL);
  static final SampleDatabase B = new SampleDatabase("B", "B", Dialect.POSTGRESQL);

  public static Stream<SampleDatabase> all() {
    return Stream.of(A, A_LOGICAL, B);
  }

  /** The database, made from its SQL. */
  EmulatorDatabase create(SpannerEmulator emulator) throws InterruptedException, IOException {
    return create(emulator, List.of());
  }

  /** The same with rows that are changed before there are change streams. */
  public EmulatorDatabase create(SpannerEmulator emulator, List<String> changes)
      throws InterruptedException, IOException {
    EmulatorDatabase database =
        emulator.createDatabase("sample_" + random(), dialect, statements(".ddl.sql"));
    List<String> rows = statements(".dml.sql");
    try (var lease = SpannerConnections.acquire(config(database))) {
      DatabaseClient client = lease.connection().databaseClient();
      client
          .readWriteTransaction()
          .run(
              transaction -> {
                rows.forEach(row -> transaction.executeUpdate(Statement.of(row)));
                changes.forEach(change -> transaction.executeUpdate(Statement.of(change)));
                return null;
              });
      lease
          .connection()
          .updateDdl(
              statements(".ddl2.sql").stream()
                  .map(ddl -> ddl.replace("`dba`", "`" + database.databaseId() + "`"))
                  .toList());
    }
    return database;
  }

  /** A database without rows, made by a script. */
  static EmulatorDatabase create(SpannerEmulator emulator, SchemaScript script)
      throws InterruptedException {
    String id = "copy_" + random();
    EmulatorDatabase database = emulator.createDatabase(id, script.getDialect(), List.of());
    try (var lease = SpannerConnections.acquire(config(database))) {
      lease.connection().updateDdl(script.forDatabase(id).getBeforeRows());
      lease.connection().updateDdl(script.forDatabase(id).getAfterRows());
    }
    return database;
  }

  static DatabaseDefinition definition(EmulatorDatabase database) throws InterruptedException {
    return definition(database, ddl -> ddl);
  }

  /** The definition of a server that prints other DDL. */
  static DatabaseDefinition definition(EmulatorDatabase database, UnaryOperator<String> printed)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config(database))) {
      SpannerConnection connection = lease.connection();
      return DatabaseDefinitionReader.read(
          connection.databaseClient(),
          connection.getDdl().stream().map(printed).toList(),
          SchemaReader.read(connection.databaseClient()));
    }
  }

  static List<String> existingDdl(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config(database))) {
      SpannerConnection connection = lease.connection();
      return DatabaseDefinitionReader.withNamedSchemas(
          connection.databaseClient(), connection.getDdl());
    }
  }

  static List<String> informationSchema(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config(database))) {
      return InformationSchemaDump.of(lease.connection().databaseClient());
    }
  }

  /** The schemas that Google's exporter has written, by the names of the objects. */
  SortedMap<String, Schema> schemas() throws IOException {
    SortedMap<String, Schema> schemas = new TreeMap<>();
    try (Stream<Path> files = Files.list(path())) {
      for (Path file : files.filter(f -> f.toString().contains(".avro-00000-of-")).toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.avro-.*", "");
        try (var reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          schemas.put(name, reader.getSchema());
        }
      }
    }
    return schemas;
  }

  /** The same as objects. */
  List<ObjectSchema> objects() throws IOException {
    return schemas().entrySet().stream()
        .map(entry -> ObjectSchema.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What Google's exporter has written. */
  public Path path() {
    return SampleData.path("google-export/" + folder);
  }

  /**
   * The counter of a sequence that has been used starts further on in the copy, and past the
   * numbers that rows were written with.
   */
  public static List<String> withoutCounters(List<String> rows) {
    return rows.stream()
        .map(row -> row.replaceFirst("(?<=start_with_counter=|counter_start_value=)\\d+", "N"))
        .map(
            row ->
                row.replaceFirst(
                    "(?<=OPTION_NAME=start_with_counter OPTION_TYPE=INT64 OPTION_VALUE=)\\d+", "N"))
        .map(row -> row.startsWith("sequences: ") ? row.replaceAll("=(50|51|1051)\\b", "=N") : row)
        .toList();
  }

  private List<String> statements(String suffix) throws IOException {
    String text = Files.readString(SampleData.path("google-export/" + sql + suffix));
    return DdlScript.parse(text, dialect).getStatements().stream()
        .map(DdlStatement::getText)
        .toList();
  }

  private static ConnectionConfig config(EmulatorDatabase database) {
    return EmulatorConfig.of(database);
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  @Override
  public String toString() {
    return folder;
  }
}
