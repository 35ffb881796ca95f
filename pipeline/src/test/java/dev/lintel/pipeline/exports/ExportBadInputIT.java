package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong is said before anything is written, all at once, with exit status 2. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Countries (Code STRING(2) NOT NULL) PRIMARY KEY (Code)",
      """
      CREATE TABLE Airports (Id INT64 NOT NULL, Country STRING(2),
        UpdatedAt TIMESTAMP OPTIONS (allow_commit_timestamp = true),
        CONSTRAINT FK_Country FOREIGN KEY (Country) REFERENCES Countries (Code)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Runways (Id INT64 NOT NULL, Nr INT64 NOT NULL, Plain TIMESTAMP,
        Opened TIMESTAMP OPTIONS (allow_commit_timestamp = true),
        Closed TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id, Nr),
        INTERLEAVE IN PARENT Airports
      """,
    })
class ExportBadInputIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ExportBadInputIT(EmulatorDatabase database) {
    this.database = database;
  }

  private void assertRefused(List<String> options, String... messages) {
    Path outputDir = folder.resolve("exports");
    List<String> all = new ArrayList<>(options);
    all.add("--outputDir=" + outputDir);
    assertRefusedAsGiven(all, messages);
    assertThat(outputDir).doesNotExist();
  }

  /** Refused with exactly these problems, one a line. */
  private void assertRefusedAsGiven(List<String> options, String... messages) {
    CommandRun run = CommandRun.on(database, "export", options.toArray(String[]::new));
    run.assertRefused(messages);
  }

  @Test
  void everythingThatIsWrongIsReportedTogether() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefusedAsGiven(
        List.of(
            "--tableNames=Runways,Countrys",
            "--outputDir=" + file,
            "--summaryFile=" + folder,
            "--snapshotTime=2026-01-01T00:00:00Z",
            "--since=2026-02-01T00:00:00Z",
            "--watermarkColumn=Runways.Plain"),
        "--outputDir: %s cannot be created, %s is not a folder".formatted(file, file),
        "--summaryFile: %s is a folder".formatted(folder),
        "--snapshotTime: 2026-01-01T00:00:00Z is ",
        "--since: 2026-02-01T00:00:00Z is not before the snapshot, 2026-01-01T00:00:00Z",
        "--tableNames: the database has no table Countrys; did you mean Countries?",
        "--tableNames: Runways is interleaved in Airports, which is not named",
        "--watermarkColumn: Runways.Plain is no commit-timestamp column",
        "--since: table Runways has several commit-timestamp columns, [Opened, Closed]");
  }

  @Test
  void anObjectStoreToWhichThereIsNoRight() {
    assertRefusedAsGiven(
        List.of("--outputDir=denied://bucket/exports", "--since=last"),
        "--outputDir: denied://bucket/exports cannot be listed:",
        "--since=last: 403 Forbidden",
        "--since: table Runways has several commit-timestamp columns, [Opened, Closed]");
  }

  @Test
  void tablesThatAreUnknown() {
    assertRefused(
        List.of("--tableNames=Airprots, Countries ,x.y"),
        "--tableNames: the database has no table Airprots; did you mean Airports?",
        "--tableNames: the database has no table x.y");
  }

  @Test
  void namesOfNoTable() {
    assertRefused(List.of("--tableNames= , "), "--tableNames names no table");
  }

  @Test
  void aParentThatIsNotNamed() {
    assertRefused(
        List.of("--tableNames=Runways,Countries"),
        "--tableNames: Runways is interleaved in Airports, which is not named; name it, or give"
            + " --shouldExportRelatedTables");
  }

  @Test
  void aReferencedTableThatIsNotNamed() {
    assertRefused(
        List.of("--tableNames=Airports"),
        "--tableNames: Airports references Countries (FK_Country), which is not named; name it, or"
            + " give --shouldExportRelatedTables");
  }

  @Test
  void relatedTablesWithoutTables() {
    assertRefused(
        List.of("--shouldExportRelatedTables"),
        "--shouldExportRelatedTables has no effect without --tableNames; add that, or leave out"
            + " --shouldExportRelatedTables");
  }

  @Test
  void aSnapshotOfTheFuture() {
    String future = Instant.now().plus(Duration.ofDays(1)).toString();
    assertRefused(
        List.of("--snapshotTime=" + future), "--snapshotTime: " + future + " is in the future, it");
  }

  @Test
  void aSnapshotThatTheDatabaseNoLongerKeeps() {
    Instant old = Instant.now().minus(Duration.ofMinutes(90).plusSeconds(10));
    assertRefused(
        List.of("--snapshotTime=" + old),
        ("--snapshotTime: %s is 1 h 30 min ago, but the database keeps versions for 1 h 0 min only"
                + " (version_retention_period)")
            .formatted(old));
  }

  @Test
  void timesThatThereAreNot() {
    assertRefused(
        List.of("--snapshotTime=2026-02-30T00:00:00Z", "--since=2026-01-01T25:00:00Z"),
        "--snapshotTime: there is no such time as 2026-02-30T00:00:00Z",
        "--since: there is no such time as 2026-01-01T25:00:00Z",
        "--since: table Runways has several commit-timestamp columns, [Opened, Closed]");
    assertRefused(
        List.of("--since=yesterday"),
        "--since=yesterday: has to be last, or an RFC 3339 time, such as");
  }

  @Test
  void timesWithAnOffsetAreTheTimesTheyMean() {
    Instant old = Instant.now().minus(Duration.ofMinutes(90).plusSeconds(10));
    String elsewhere = old.atOffset(ZoneOffset.ofHours(2)).toString();
    assertRefused(
        List.of("--snapshotTime=" + elsewhere), old + " is 1 h 30 min ago, but the database");
  }

  @Test
  void anOutputFolderThatCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefusedAsGiven(
        List.of("--outputDir=" + file.resolve("exports")),
        "--outputDir: %s cannot be created, %s is not a folder"
            .formatted(file.resolve("exports"), file));
  }

  @Test
  void anOutputFolderOfAFileSystemThatThereIsNot() {
    assertRefusedAsGiven(
        List.of("--outputDir=s4://bucket/exports", "--tableNames=Nothing"),
        "--outputDir: s4://bucket/exports: ",
        "--tableNames: the database has no table Nothing");
  }

  @Test
  void optionsThatAreMissingOrMisspelt() {
    assertRefusedAsGiven(List.of(), "one of --outputDir, --textWritePrefix is required");
    assertRefused(
        List.of("--snapshotTiem=2026-11-24T00:00:00Z"),
        "--snapshotTiem is not an option; did you mean --snapshotTime?");
    assertRefused(List.of("--format=xml"), "--format=xml: not one of avro, parquet, csv, jsonl");
  }

  @Test
  void aDatabaseThatIsNotThere() {
    CommandRun run =
        CommandRun.on(
            CommandRun.notThere(database), "export", "--outputDir=" + folder.resolve("exports"));
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err())
        .contains(
            "--databaseId: there is no"
                + " projects/test-project/instances/test-instance/databases/not-there");
    assertThat(folder.resolve("exports")).doesNotExist();
  }

  @Test
  void aQueryTogetherWithWhatIsOfTables() {
    assertRefused(
        List.of(
            "--query=SELECT 1 AS One",
            "--tableNames=Airports",
            "--shouldExportRelatedTables",
            "--since=last",
            "--watermarkColumn=Airports.UpdatedAt",
            "--requireWatermark"),
        "--tableNames does not go with --query",
        "--shouldExportRelatedTables does not go with --query",
        "--since does not go with --query",
        "--watermarkColumn does not go with --query",
        "--requireWatermark does not go with --query");
  }

  @Test
  void queriesThatAreWrong() {
    assertRefused(List.of("--query=SELECT Id FROM Airport"), "--query: INVALID_ARGUMENT: ");
    assertRefused(List.of("--query=DELETE FROM Airports WHERE true"), "--query: ");
    assertRefused(List.of("--query="), "--query");
  }

  @Test
  void aWrongQueryAndOtherProblemsAreReportedTogether() {
    assertRefused(
        List.of("--query=SELECT Nmae FROM Airports", "--tableNames=Airports"),
        "--tableNames does not go with --query",
        "Unrecognized name: Nmae");
  }

  @Test
  void queriesWhoseColumnsNoFileCanHold() {
    assertRefused(
        List.of("--query=SELECT Id, 2 + 3, 1 AS Id, [STRUCT(1 AS a)] AS s FROM Airports"),
        "--query: column 2 has no name; give it one with AS",
        "--query: two columns are named Id; rename one with AS",
        "--query: column s is a STRUCT, which can only be exported field by field");
  }

  @Test
  void aWindowThatBeginsAfterItsEnd() {
    String since = Instant.now().plus(Duration.ofHours(1)).toString();
    assertRefused(
        List.of("--since=" + since, "--watermarkColumn=Runways.Opened"),
        "--since: %s is not before the snapshot, ".formatted(since));
  }

  @Test
  void watermarkColumnsThatAreWrong() {
    assertRefused(
        List.of(
            "--since=2026-01-01T00:00:00Z",
            "--tableNames=Airports,Countries",
            "--watermarkColumn=Nothing.At,Airports.UpdatedAd,Countries.Code,Runways.Opened"),
        "--watermarkColumn: Nothing.At is no Table.Column of the database",
        "--watermarkColumn: table Airports has no column UpdatedAd",
        "--watermarkColumn: Countries.Code is no commit-timestamp column",
        "--watermarkColumn: Runways is not exported");
    assertRefused(
        List.of("--since=2026-01-01T00:00:00Z", "--watermarkColumn=Runways.Opened,Runways.Closed"),
        "--watermarkColumn names two columns of Runways");
  }

  @Test
  void optionsThatNeedAWindow() {
    assertRefused(
        List.of("--watermarkColumn=Airports.UpdatedAt", "--requireWatermark"),
        "--watermarkColumn has no effect without --since; add that, or leave out --watermarkColumn",
        "--requireWatermark has no effect without --since; add that, or leave out"
            + " --requireWatermark");
    assertRefused(
        List.of("--shouldExportTimestampAsLogicalType", "--format=csv"),
        "--shouldExportTimestampAsLogicalType has no effect without --format=avro or"
            + " --format=parquet; add that, or leave out --shouldExportTimestampAsLogicalType");
  }

  @Test
  void timestampsThatAreRoundedAndNot() {
    assertRefused(
        List.of("--format=parquet", "--parquetTypes=nanos", "--shouldExportTimestampAsLogicalType"),
        "--shouldExportTimestampAsLogicalType rounds timestamps down to microseconds, and"
            + " --parquetTypes=nanos keeps their nanoseconds; leave out one of them");
  }

  @Test
  void aTableOfSeveralWatermarks() {
    assertRefused(
        List.of("--since=2026-01-01T00:00:00Z"),
        "--since: table Runways has several commit-timestamp columns, [Opened, Closed]; name the"
            + " one that every write sets with --watermarkColumn");
  }

  @Test
  void aTableWithoutAWatermark() {
    assertRefused(
        List.of("--since=last", "--requireWatermark", "--watermarkColumn=Runways.Opened"),
        "--requireWatermark: table Countries has no commit-timestamp column");
  }
}
