package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionFailedException;
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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export as the input of an import: a damaged one is refused before anything is touched. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE A (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
      """
      CREATE TABLE B (Id INT64 NOT NULL, AId INT64,
        CONSTRAINT FK_A FOREIGN KEY (AId) REFERENCES A (Id)) PRIMARY KEY (Id)
      """,
      "CREATE UNIQUE INDEX AByName ON A (Name)",
    })
class ImportExportIT {
  private final EmulatorDatabase target;
  private final Path folder;

  ImportExportIT(EmulatorDatabase database, SpannerEmulator emulator, @TempDir Path outputs)
      throws InterruptedException {
    this.target = ExportRun.newDatabase(emulator, database);
    write(database, 1, "one");
    Rows.write(database, Mutation.newInsertBuilder("B").set("Id").to(5).set("AId").to(1).build());
    this.folder = ExportRun.of(database, outputs, "--format=jsonl").folder();
  }

  private static void write(EmulatorDatabase database, long id, String name)
      throws InterruptedException {
    Rows.write(
        database, Mutation.newInsertBuilder("A").set("Id").to(id).set("Name").to(name).build());
  }

  private CommandRun load(EmulatorDatabase into, String... options) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--inputDir=" + folder;
    return CommandRun.on(into, "import", all);
  }

  private void assertRefused(List<String> options, String... messages) {
    CommandRun run = load(target, options.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(messages).contains("nothing was done");
    assertThat(run.err().lines().filter(line -> line.startsWith("  ")))
        .as(run.err())
        .hasSameSizeAs(messages);
    assertThatThrownBy(() -> SpannerConnections.acquire(Rows.config(target)).close())
        .isInstanceOfSatisfying(
            ConnectionFailedException.class,
            e -> assertThat(e.isDatabaseMissing()).as("it was not created").isTrue());
  }

  private void replace(String file, String regex, String replacement) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    String changed = text.replaceFirst(regex, replacement);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(path, changed);
  }

  @Test
  void damagedFilesAndOptionsThatMakeNoSenseAreReportedTogether() throws IOException {
    Path changed = folder.resolve("A-00000-of-00001.jsonl");
    Files.writeString(changed, Files.readString(changed).replace("one", "eno"));
    Files.delete(folder.resolve("B-00000-of-00001.jsonl"));
    replace("_export/lintel-export.json", "\"rows\" : 1", "\"rows\" : 3");
    assertRefused(
        List.of(
            "--tableName=A",
            "--ddlFile=" + folder.resolve("x.sql"),
            "--format=csv",
            "--nullString=x"),
        "--tableName does not go with an export",
        "--ddlFile does not go with an export",
        "--format does not go with an export",
        "--nullString, --escape, --hasHeader, --trailingDelimiter, --dateFormat,"
            + " --timestampFormat,",
        folder.resolve("_export/lintel-export.json") + ": table A has 3 rows, but its files have 1",
        changed + " is not the file that was exported: its checksum differs from the manifest's",
        folder.resolve("B-00000-of-00001.jsonl") + " is missing, though its manifest lists it");
  }

  @Test
  void aTruncatedFile() throws IOException {
    Path file = folder.resolve("A-00000-of-00001.jsonl");
    Files.writeString(file, Files.readString(file).substring(0, 5));
    assertRefused(List.of(), file + " is not the file that was exported");
  }

  @Test
  void manifestsThatAreMissingOrBroken() throws IOException {
    Files.delete(folder.resolve("_export/A-manifest.json"));
    Files.writeString(folder.resolve("_export/B-manifest.json"), "{\"files\": [{}]}");
    assertRefused(
        List.of(),
        folder.resolve("_export/A-manifest.json") + " is missing",
        folder.resolve("_export/B-manifest.json") + ": a file without a name");
  }

  @Test
  void aManifestThatListsNothing() throws IOException {
    Files.writeString(folder.resolve("_export/A-manifest.json"), "{}");
    replace(
        "_export/lintel-export.json",
        "(?s)\"name\" : \"A\",\\s*\"rows\" : 1,\\s*\"files\" : \\[.*?\\]",
        "\"name\" : \"A\", \"rows\" : 0, \"files\" : []");
    assertRefused(List.of(), "no file is listed for A, which has one even without rows");
  }

  @Test
  void anExportThatWasNotFinished() throws IOException {
    Files.delete(folder.resolve("_export/spanner-export.json"));
    assertRefused(
        List.of(),
        "--inputDir: %s/ is of an export that was not finished: it has no spanner-export.json"
            .formatted(folder));
  }

  @Test
  void anExportWithoutTheNameOfAnObject() throws IOException {
    Files.writeString(
        folder.resolve("_export/spanner-export.json"), "{\"tables\": [{\"manifestFile\": \"x\"}]}");
    assertRefused(
        List.of(), folder.resolve("_export/spanner-export.json") + ": an object without a name");
  }

  @Test
  void anExportWithAProtoBundle() throws IOException {
    replace("_export/spanner-export.json", "\\{", "{ \"protoBundle\": [\"music.SingerInfo\"],");
    assertRefused(
        List.of(), "--inputDir: the export has a proto bundle, which import cannot create yet");
  }

  @Test
  void aDatabaseOfAnotherDialect(SpannerEmulator emulator) throws Exception {
    EmulatorDatabase postgres = emulator.createDatabase(Dialect.POSTGRESQL, List.of());
    CommandRun run = load(postgres);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains("--inputDir: it is for GOOGLE_STANDARD_SQL, and the database is POSTGRESQL");
    assertThat(
            Rows.of(
                postgres,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
        .isEmpty();
  }

  @Test
  void givenTheIndexCannotBeMade_theNextImportGoesOnWhereThisOneStopped(SpannerEmulator emulator)
      throws Exception {
    EmulatorDatabase other =
        emulator.createDatabase(
            List.of("CREATE TABLE A (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)"));
    write(other, 9, "one");

    CommandRun first = load(other);
    assertThat(first.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(first.err())
        .contains("but this was not created after them: CREATE UNIQUE INDEX AByName ON A(Name)")
        .contains("FAILED_PRECONDITION: Found uniqueness violation on index AByName")
        .contains("and run the job again, which creates what is missing")
        .as("values of rows")
        .doesNotContain("one");
    assertThat(Rows.of(other, "SELECT Id FROM A ORDER BY Id")).containsExactly("[1]", "[9]");

    Rows.write(other, Mutation.delete("A", KeySet.singleKey(Key.of(9))));
    CommandRun second = load(other);
    assertThat(second.status()).as(second.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(
            Rows.of(
                other,
                """
                SELECT index_name FROM information_schema.indexes WHERE index_name = 'AByName'
                UNION ALL
                SELECT constraint_name FROM information_schema.table_constraints
                  WHERE constraint_name = 'FK_A'
                """))
        .containsExactlyInAnyOrder("[AByName]", "[FK_A]");
    assertThat(Rows.of(other, "SELECT * FROM B")).containsExactly("[5, 1]");
  }

  @Test
  void tablesThatTheDatabaseSpellsOtherwiseAreRefusedIfSomethingIsToBeCreatedForThem(
      SpannerEmulator emulator) throws Exception {
    EmulatorDatabase other =
        emulator.createDatabase(
            List.of("CREATE TABLE a (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)"));

    load(other)
        .assertRefused("--inputDir: the table A is spelled a in the database, and what is to be");
    assertThat(ddl(other)).doesNotContain("CREATE TABLE B");

    EmulatorDatabase whole =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE a (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
                "CREATE UNIQUE INDEX AByName ON a (Name)",
                "CREATE TABLE B (Id INT64 NOT NULL, AId INT64,"
                    + " CONSTRAINT FK_A FOREIGN KEY (AId) REFERENCES a (Id)) PRIMARY KEY (Id)"));
    assertThat(load(whole).status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(whole, "SELECT Name FROM a")).containsExactly("[one]");
  }

  @Test
  void givenAForeignKeyFailsForARejectedRow_theRowIsKept(
      SpannerEmulator emulator, @TempDir Path rejected) throws IOException {
    EmulatorDatabase other =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE A (Id INT64 NOT NULL, Name STRING(20),"
                    + " CONSTRAINT NotOne CHECK (Name != 'one')) PRIMARY KEY (Id)"));

    CommandRun run = load(other, "--invalidOutputPath=" + rejected);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("ADD CONSTRAINT FK_A");
    assertThat(run.out()).contains("The rejected records, with reasons: " + rejected);
    try (var files = Files.list(rejected)) {
      assertThat(files)
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file)).contains("NotOne"));
    }
  }

  @Test
  void optionsThatADatabaseHasStay_andThoseAboutItsPlaceAreNotTakenOver(SpannerEmulator emulator)
      throws Exception {
    replace(
        "_export/lintel-export.json",
        "\"beforeRows\" : \\[",
        "\"beforeRows\" : [ \"ALTER DATABASE d SET OPTIONS (default_leader = 'us-east1',"
            + " version_retention_period = '2h')\",");
    EmulatorDatabase other =
        emulator.createDatabase(
            List.of("CREATE TABLE A (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)"));
    updateDdl(
        other,
        "ALTER DATABASE %s SET OPTIONS (version_retention_period = '3h')"
            .formatted(other.databaseId()));

    assertThat(load(other).status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(load(target).status()).isEqualTo(ExitStatus.SUCCEEDED);

    assertThat(ddl(other)).contains("'3h'").doesNotContain("'2h'", "default_leader");
    assertThat(ddl(target)).contains("'2h'").doesNotContain("default_leader");
  }

  /** With Lintel's own facts, and as if it were an export of Google's. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tablesThatNeedEachOtherAreImportedAgainAndAgain(
      boolean withFacts, SpannerEmulator emulator, @TempDir Path outputs) throws Exception {
    EmulatorDatabase original =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE X (Id INT64 NOT NULL, YId INT64) PRIMARY KEY (Id)",
                "CREATE TABLE Y (Id INT64 NOT NULL, XId INT64,"
                    + " CONSTRAINT FK_X FOREIGN KEY (XId) REFERENCES X (Id)) PRIMARY KEY (Id)",
                "ALTER TABLE X ADD CONSTRAINT FK_Y FOREIGN KEY (YId) REFERENCES Y (Id)",
                "CREATE TABLE OfX (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr),"
                    + " INTERLEAVE IN PARENT X"));
    Rows.write(original, Mutation.newInsertBuilder("X").set("Id").to(1).build());
    Rows.write(original, Mutation.newInsertBuilder("Y").set("Id").to(2).set("XId").to(1).build());
    Rows.write(original, Mutation.newUpdateBuilder("X").set("Id").to(1).set("YId").to(2).build());
    Rows.write(original, Mutation.newInsertBuilder("OfX").set("Id").to(1).set("Nr").to(3).build());
    ExportRun export = ExportRun.of(original, outputs);
    if (!withFacts) {
      Files.delete(export.folder().resolve("lintel-export.json"));
    }
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, original);

    for (int i = 0; i < 2; i++) {
      export.importInto(copy);
      assertThat(Rows.of(copy, "SELECT X.Id, X.YId, Y.XId, OfX.Nr FROM X, Y, OfX"))
          .containsExactly("[1, 2, 1, 3]");
    }
    assertThat(ddl(copy)).contains("FK_X", "FK_Y");
  }

  private static String ddl(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(Rows.config(database))) {
      return String.join("\n", lease.connection().getDdl());
    }
  }

  private static void updateDdl(EmulatorDatabase database, String statement)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(Rows.config(database))) {
      lease.connection().updateDdl(List.of(statement));
    }
  }
}
