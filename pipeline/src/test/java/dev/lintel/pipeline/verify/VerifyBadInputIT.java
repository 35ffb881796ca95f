package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is said before anything is compared, all at once, with exit status 2. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(MAX),
        UpdatedAt TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Towers (Id INT64 NOT NULL, Height INT64 AS (Id * 2) STORED)
        PRIMARY KEY (Id, Height)
      """
    })
class VerifyBadInputIT {
  private static final String OTHER = "--againstDatabaseId=other-database";

  private static EmulatorDatabase database;
  private static Path export;

  @TempDir private Path folder;

  @BeforeAll
  static void export(EmulatorDatabase shared, @TempDir Path parent) {
    database = shared;
    export = ExportRun.of(database, parent, "--tableNames=Airports").folder();
  }

  private void assertRefused(List<String> options, String... messages) {
    Path outputDir = folder.resolve("differences");
    List<String> all = new ArrayList<>(options);
    all.add("--outputDir=" + outputDir);
    CommandRun.on(database, "verify", all.toArray(String[]::new)).assertRefused(messages);
    assertThat(outputDir).doesNotExist();
  }

  @Test
  void bothReferencesOrNeither() {
    assertRefused(List.of(), "one of --against, --againstDatabaseId is required");
    assertRefused(
        List.of("--against=" + export, OTHER),
        "--against, --againstDatabaseId exclude each other; give one");
  }

  @Test
  void theSameDatabase() {
    assertRefused(
        List.of("--againstDatabaseId=" + database.databaseId()),
        "--againstDatabaseId: %s".formatted(database.name()));
    assertRefused(
        List.of(
            "--againstProjectId=" + database.projectId(),
            "--againstInstanceId=" + database.instanceId(),
            "--againstDatabaseId=" + database.databaseId()),
        "is the database that is checked; name another one");
  }

  @Test
  void databasesThatAreNotThere() {
    CommandRun run = CommandRun.on(database, "verify", OTHER);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains(
            "--againstDatabaseId: there is no"
                + " projects/test-project/instances/test-instance/databases/other-database");
    CommandRun own = CommandRun.on(CommandRun.notThere(database), "verify", "--against=" + export);
    assertThat(own.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(own.err()).contains("--databaseId: there is no");
  }

  @Test
  void foldersThatAreNoExport() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(List.of("--against=" + empty), "--against: %s is not an export".formatted(empty));
    Path unfinished = copyOf(export, folder.resolve("unfinished"));
    Files.delete(unfinished.resolve("spanner-export.json"));
    assertRefused(List.of("--against=" + unfinished), "is of an export that was not finished");
    Path damaged = copyOf(export, folder.resolve("damaged"));
    Files.delete(damaged.resolve("Airports.avro-00000-of-00001"));
    assertRefused(List.of("--against=" + damaged), "Airports.avro-00000-of-00001");
  }

  private static Path copyOf(Path export, Path copy) throws Exception {
    Files.createDirectory(copy);
    try (var files = Files.list(export)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void exportsThatAreNoWholeTables() {
    Path query = ExportRun.of(database, folder, "--query=SELECT Id FROM Airports").folder();
    assertRefused(List.of("--against=" + query), "is the result of a query, of no table");
    Path window =
        ExportRun.of(
                database,
                folder,
                "--tableNames=Airports",
                "--since=" + Instant.now().minus(Duration.ofMinutes(10)))
            .folder();
    assertRefused(
        List.of("--against=" + window),
        "--against: the export has only the rows of Airports that were written after ");
  }

  @Test
  @SpannerDatabase(ddl = "CREATE TABLE Shops (Id INT64) PRIMARY KEY (Id)")
  void anExportOfAnotherSchema(EmulatorDatabase other) {
    CommandRun.on(other, "verify", "--against=" + export)
        .assertRefused(
            "--against: %s/ is of another schema: the database has no table of it"
                .formatted(export));
  }

  @Test
  void aKeyThatAnExportDoesNotContain() {
    Path towers = ExportRun.of(database, folder, "--tableNames=Towers").folder();
    assertRefused(
        List.of("--against=" + towers, "--tableNames=Towers"),
        "--against: the key of table Towers has the generated column Height");
  }

  @Test
  void namesThatAreUnknown() {
    assertRefused(
        List.of(
            "--against=" + export,
            "--tableNames=Airprots, Airports",
            "--ignoreColumns=Airports.Nmae,Nothing.At,Airports,Airports.Id,airports.updatedat"),
        "--tableNames: neither side has a table Airprots; did you mean Airports?",
        "--ignoreColumns: table Airports has no column Nmae; did you mean Name?",
        "--ignoreColumns: neither side has a table Nothing",
        "--ignoreColumns: Airports is not of the form Table.Column",
        "--ignoreColumns: Airports.Id is in the primary key, by which rows are compared");
    assertRefused(
        List.of("--against=" + export, "--tableNames= , "), "--tableNames names no table");
  }

  /** The blocks of an export are compressed. */
  @Test
  @SpannerDatabase(ddl = "CREATE TABLE Shops (Id INT64, Name STRING(MAX)) PRIMARY KEY (Id)")
  void filesThatUnpackToTooMuch(EmulatorDatabase shops) throws Exception {
    Rows.write(
        shops,
        Mutation.newInsertBuilder("Shops").set("Id").to(1).set("Name").to("a".repeat(500)).build());
    Path filled = ExportRun.of(shops, folder).folder();

    CommandRun run =
        CommandRun.on(shops, "verify", "--against=" + filled, "--maxUncompressedBytes=400");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .containsPattern(
            "lintel verify: File \\S*Shops[.]avro\\S* unpacks in the block at byte [0-9]+ to more"
                + " than the 400 bytes that --maxUncompressedBytes allows\n");
    CommandRun enough =
        CommandRun.on(shops, "verify", "--against=" + filled, "--maxUncompressedBytes=4000");
    assertThat(enough.status()).as(enough.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  @Test
  void optionsThatHaveNoEffect() {
    assertRefused(
        List.of("--against=" + export, "--recheckSeconds=5"),
        "--recheckSeconds does not go with --against: an export does not change");
    assertRefused(
        List.of("--against=" + export, "--againstInstanceId=other"),
        "--againstInstanceId has no effect without --againstDatabaseId");
  }

  @Test
  void valuesThatAreNone() throws Exception {
    assertRefused(
        List.of("--against=" + export, "--floatTolerance=-1", "--recheckSeconds=0"),
        "--floatTolerance=-1: has to be a number from 0 up",
        "--recheckSeconds=0: has to be a number of seconds, 1 to 9999");
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(
        List.of("--against=" + export, "--fixDir=" + file, "--snapshotTime=2026-02-30T00:00:00Z"),
        "--fixDir: %s cannot be created, %s is not a folder".formatted(file, file),
        "--snapshotTime: there is no such time as 2026-02-30T00:00:00Z");
  }

  @Test
  void snapshotsThatCannotBeRead() {
    String future = Instant.now().plus(Duration.ofDays(1)).toString();
    assertRefused(
        List.of("--against=" + export, "--snapshotTime=" + future),
        "--snapshotTime: " + future + " is in the future");
  }
}
