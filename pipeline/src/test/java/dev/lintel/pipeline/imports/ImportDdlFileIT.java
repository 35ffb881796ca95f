package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that an import makes from a file of DDL, as Spanner or a person writes it. */
@Timeout(180)
@SpannerDatabase(ddl = "CREATE TABLE Z (Id INT64) PRIMARY KEY (Id)")
class ImportDdlFileIT {
  private final EmulatorDatabase database;
  private final EmulatorDatabase target;
  private final SpannerEmulator emulator;

  @TempDir private Path folder;

  ImportDdlFileIT(EmulatorDatabase database, SpannerEmulator emulator) {
    this.database = database;
    this.emulator = emulator;
    this.target = ExportRun.newDatabase(emulator, database);
  }

  @BeforeEach
  void rows() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("A.csv"), "1,2\n");
    Files.writeString(in.resolve("B.csv"), "2,1\n");
  }

  private CommandRun load(EmulatorDatabase into, String ddl, String... options) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(options));
    all.add("--inputDir=" + folder.resolve("in"));
    all.add("--ddlFile=" + Files.writeString(folder.resolve("schema.sql"), ddl));
    return CommandRun.on(into, "import", all.toArray(String[]::new));
  }

  private static void assertSucceeded(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  private static String ddl(EmulatorDatabase of) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(Rows.config(of))) {
      return String.join(";\n", lease.connection().getDdl());
    }
  }

  @Test
  void aForeignKeyToALaterTable() throws Exception {
    String file =
        """
        CREATE TABLE A (Id INT64, B INT64, FOREIGN KEY (B) REFERENCES B (Id)) PRIMARY KEY (Id);
        CREATE TABLE B (Id INT64, Nr INT64) PRIMARY KEY (Id);
        """;
    assertSucceeded(load(target, file));
    assertSucceeded(load(target, file));
    assertThat(Rows.of(target, "SELECT A.Id, A.B FROM A JOIN B ON A.B = B.Id"))
        .containsExactly("[1, 2]");
  }

  @Test
  void foreignKeysInACircle_twice() throws Exception {
    String file =
        """
        ALTER DATABASE original SET OPTIONS (version_retention_period = '2h');
        CREATE TABLE A (Id INT64, B INT64, CONSTRAINT ToB FOREIGN KEY (B) REFERENCES B (Id))
          PRIMARY KEY (Id);
        CREATE TABLE B (Id INT64, A INT64, FOREIGN KEY (A) REFERENCES A (Id)) PRIMARY KEY (Id);
        """;
    // The row of B references that of A, whose key to B is added after the rows.
    assertSucceeded(load(target, file));
    assertSucceeded(load(target, file));
    assertThat(Rows.of(target, "SELECT A.Id, A.B, B.A FROM A JOIN B ON A.B = B.Id"))
        .containsExactly("[1, 2, 1]");
    assertThat(ddl(target)).contains("ToB", "2h").contains("REFERENCES A");
  }

  @Test
  void whatSpannerPrintsMakesTheSameDatabase() throws Exception {
    String file =
        """
        CREATE TABLE B (Id INT64, A INT64) PRIMARY KEY (Id);
        CREATE TABLE A (Id INT64, B INT64, CONSTRAINT ToB FOREIGN KEY (B) REFERENCES B (Id))
          PRIMARY KEY (Id);
        ALTER TABLE B ADD CONSTRAINT ToA FOREIGN KEY (A) REFERENCES A (Id);
        """;
    assertSucceeded(load(target, file));
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    assertSucceeded(load(copy, ddl(target)));
    assertThat(ddl(copy).lines().sorted()).isEqualTo(ddl(target).lines().sorted().toList());
  }

  @Test
  void aPostgresDatabaseIsMadeBecauseTheFileIsPostgres() throws Exception {
    Files.delete(folder.resolve("in/B.csv"));
    Files.move(folder.resolve("in/A.csv"), folder.resolve("in/a.csv"));
    EmulatorDatabase postgres =
        new EmulatorDatabase(
            target.host(),
            target.projectId(),
            target.instanceId(),
            target.databaseId(),
            Dialect.POSTGRESQL);
    assertSucceeded(load(postgres, "CREATE TABLE a (id bigint PRIMARY KEY, b bigint);"));
    assertThat(Rows.of(postgres, "SELECT id, b FROM a")).containsExactly("[1, 2]");

    load(
            postgres,
            "CREATE TABLE a (id bigint PRIMARY KEY)",
            "--databaseDialect=GOOGLE_STANDARD_SQL")
        .assertRefused(
            "--databaseDialect: it is GOOGLE_STANDARD_SQL, and the database is POSTGRESQL");
  }

  @Test
  void theDialectThatReadsMoreOfAFileReportsItsError() throws Exception {
    load(target, "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigant PRIMARY KEY);")
        .assertRefused(
            "--ddlFile: Line 2: cannot read this DDL statement, unknown column type bigant");
    load(target, "CREATE TABLE A (Id bigint PRIMARY KEY);", "--databaseDialect=GOOGLE_STANDARD_SQL")
        .assertRefused("--ddlFile: Line 1: ");
  }
}
