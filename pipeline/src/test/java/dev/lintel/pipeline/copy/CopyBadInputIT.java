package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.schema.EmulatorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad input of a copy: each mistake is one line, and the destination is not created. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parents (Id INT64 NOT NULL, Code STRING(8), Name STRING(40) NOT NULL, Born"
          + " DATE) PRIMARY KEY (Id)",
      "CREATE TABLE Notes (Id INT64 NOT NULL, ParentId INT64, Text STRING(MAX), Length INT64 AS"
          + " (LENGTH(Text)) STORED, CONSTRAINT FK_P FOREIGN KEY (ParentId) REFERENCES Parents"
          + " (Id)) PRIMARY KEY (Id)",
      "CREATE TABLE Children (Id INT64 NOT NULL, N INT64 NOT NULL) PRIMARY KEY (Id, N),"
          + " INTERLEAVE IN PARENT Parents ON DELETE CASCADE",
    })
class CopyBadInputIT {
  private static final String NOTES = "--tableNames=Parents,Notes,Children";

  private final EmulatorDatabase source;
  private final EmulatorDatabase target;
  private final SpannerEmulator emulator;
  @TempDir private Path folder;

  CopyBadInputIT(EmulatorDatabase database, SpannerEmulator emulator) {
    this.source = database;
    this.emulator = emulator;
    this.target = CopyRun.newDatabase(emulator, Dialect.GOOGLE_STANDARD_SQL);
  }

  private record Case(List<String> options, List<String> messages) {}

  private static Case with(String option, String... messages) {
    return new Case(List.of(option), List.of(messages));
  }

  private static Case with(List<String> options, String... messages) {
    return new Case(options, List.of(messages));
  }

  private String spec(String tables) throws Exception {
    Path file = Files.createTempFile(folder, "spec", ".json");
    Files.writeString(file, tables);
    return "--spec=" + file;
  }

  private String ofTables(String tables) throws Exception {
    return spec("{\"salt\": \"0123456789abcdef\", \"tables\": {" + tables + "}}");
  }

  private Stream<Case> cases() throws Exception {
    return Stream.of(
        with("--where=Id = 1", "--where has no effect without --tableNames"),
        with(
            List.of("--where=Id = 1", NOTES),
            "--where: it is for the rows of one table, and 3 are copied"),
        with(
            List.of("--where=Id = 1; DELETE FROM Parents WHERE TRUE", "--tableNames=Parents"),
            "--where: it has a semicolon; it is one condition, without anything after it"),
        with(
            List.of("--where=TRUE", "--tableNames=Parents"),
            "--where: it names no column of table Parents, which has "),
        with(
            List.of("--where=Id = 1) OR (Id = 2", "--tableNames=Parents"),
            "--where: its parentheses do not match"),
        with(
            List.of(
                "--where=Id IN (DELETE FROM Parents WHERE TRUE THEN RETURN Id)",
                "--tableNames=Parents"),
            "--where: INVALID_ARGUMENT: Syntax error"),
        with(
            List.of("--where=Idd = Id", "--tableNames=Parents"),
            "--where: INVALID_ARGUMENT: Unrecognized name: Idd"),
        with("--tableNames=Parent", "the database has no table Parent; did you mean Parents?"),
        with(
            "--tableNames=Notes",
            "--tableNames: Notes references Parents (FK_P), which is not named; name it, or give"
                + " --shouldCopyRelatedTables"),
        with(
            List.of("--dryRun", "--jobKey=k"),
            "--jobKey records the run in the destination, and --dryRun changes nothing"),
        with("--snapshotTime=2001-01-01T00:00:00Z", "--snapshotTime: "),
        with(
            "--mode=replace",
            "--mode: replacing a row of table Parents deletes its rows in Children"),
        with("--spec=" + folder.resolve("none.json"), "--spec: cannot read "),
        with(spec("{\"tables\": {}}"), "there are no \"tables\" in it"),
        with(spec("{\"table\": {}}"), "unknown field \"table\"; known here: [salt, tables]"),
        with(
            spec("{\"salt\": \"short\", \"tables\": {\"Notes\": {}}}"),
            "\"salt\" has 5 characters; it needs at least 16"),
        with(ofTables("\"Note\": {}"), "--spec: table \"Note\" is not copied; did you mean Notes?"),
        with(
            ofTables(
                "\"Notes\": {\"skip\": [\"Texts\"], \"rename\": {\"x\": \"y\"}, \"mask\": {\"z\":"
                    + " \"null\"}}"),
            "--spec: table \"Notes\", \"skip\": the table has no column Texts; did you mean Text?",
            "--spec: table \"Notes\", \"rename\": the table has no column x",
            "--spec: table \"Notes\", \"mask\": the table has no column z"),
        with(
            ofTables("\"Notes\": {\"mask\": {\"Text\": \"shuffle\", \"Length\": \"null\"}}"),
            "\"mask\": \"Text\": it is \"null\", \"hash\" or {\"fixed\": value}",
            "column Length is generated by the database; mask the columns that it is generated"
                + " from"),
        with(
            ofTables("\"Notes\": {\"rename\": {\"Text\": \"ParentId\"}}"),
            "\"rename\": two columns are written to the column ParentId"),
        with(
            ofTables("\"Notes\": {\"constants\": {\"Text\": \"x\"}}"),
            "\"constants\": column Text is copied from the source, too"),
        with(
            ofTables("\"Notes\": {\"constants\": {\"Origin\": \"x\"}}"),
            "\"constants\": the table has no column Origin in the destination"),
        with(
            ofTables("\"Parents\": {\"mask\": {\"Born\": {\"fixed\": \"yesterday\"}}}"),
            "--spec: table \"Parents\", \"mask\": Column Born (DATE)"),
        with(
            ofTables("\"Parents\": {\"mask\": {\"Id\": \"null\", \"Name\": \"null\"}}"),
            "column Id cannot be null: it is in the primary key; mask it with \"hash\"",
            "column Name cannot be null: it is NOT NULL"),
        with(
            ofTables("\"Notes\": {\"mask\": {\"ParentId\": \"null\"}}"),
            "column ParentId cannot be null: it is in a foreign key"),
        with(
            ofTables("\"Parents\": {\"mask\": {\"Id\": {\"fixed\": 1}}}"),
            "--spec: table \"Parents\": all rows would have the same primary key"),
        with(
            ofTables("\"Parents\": {\"mask\": {\"Born\": \"hash\", \"Code\": \"hash\"}}"),
            "column Code is STRING(8), too short for a hash, which needs 16",
            "column Born is DATE, and STRING, BYTES, INT64 and UUID can be hashed"),
        with(
            spec("{\"tables\": {\"Notes\": {\"mask\": {\"Text\": \"hash\"}}}}"),
            "column Text is to be hashed, and the spec has no \"salt\""),
        with(
            ofTables("\"Parents\": {\"mask\": {\"Id\": \"hash\"}}"),
            "--spec: Children.Id is part of the key of Parents.Id, and only Parents.Id is hashed",
            "--spec: Notes.ParentId references Parents.Id, and only Parents.Id is hashed; hash"
                + " both"),
        with(
            ofTables("\"Notes\": {\"skip\": [\"Text\"]}"),
            "table Notes: the generation expression of its column Length has the column Text, which"
                + " is renamed or left out"));
  }

  @Test
  void eachIsReportedAndNothingIsTouched() throws Exception {
    List<Case> cases = cases().toList();
    for (Case one : cases) {
      CommandRun run = CopyRun.of(source, target, one.options().toArray(String[]::new));
      assertThat(run.status()).as("%s: %s", one, run.out() + run.err()).isEqualTo(ExitStatus.USAGE);
      run.assertRefused(one.messages().toArray(String[]::new));
    }
    assertThatThrownBy(() -> SpannerConnections.acquire(EmulatorConfig.of(target)).close())
        .isInstanceOf(ConnectionFailedException.class);
  }

  @Test
  void databases() {
    CopyRun.of(source, source)
        .assertRefused("--destinationDatabaseId: the destination is the source, ");
    CopyRun.of(target, source).assertRefused("--sourceDatabaseId: there is no ");
    CopyRun.of(emulator.createDatabase(List.of()), target)
        .assertRefused(
            "--sourceDatabaseId: the database has no tables, so there is nothing to copy");
  }

  @Test
  void keysThatTheDestinationMakesCannotBeReadAgain() {
    EmulatorDatabase other =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE Events (Shard INT64 AS (MOD(Id, 4)) STORED, Id INT64 NOT NULL,"
                    + " Made TIMESTAMP OPTIONS (allow_commit_timestamp = true))"
                    + " PRIMARY KEY (Shard, Id)",
                "CREATE TABLE Notes (Id INT64 NOT NULL, Nr STRING(36) DEFAULT (GENERATE_UUID()))"
                    + " PRIMARY KEY (Id)"));
    CopyRun.of(other, target, "--verifyWritten")
        .assertRefused(
            "--verifyWritten: the key of table Events has the column Shard, whose values the"
                + " destination makes");
    CopyRun.succeeding(other, target, "--dryRun", "--tableNames=Notes", "--verifyWritten");
  }

  @Test
  void aProtoBundleIsNeitherCreatedNorNeededByOtherTables() throws Exception {
    EmulatorDatabase typed = emulator.createDatabase(List.of());
    change(
        typed,
        "CREATE PROTO BUNDLE (a.B)",
        "CREATE TABLE Plain (Id INT64 NOT NULL) PRIMARY KEY (Id)");
    CopyRun.of(typed, target)
        .assertRefused("--sourceDatabaseId: the database has a proto bundle, which copy cannot");

    change(typed, "CREATE TABLE Typed (Id INT64 NOT NULL, B a.B) PRIMARY KEY (Id)");
    assertThat(CopyRun.succeeding(typed, target, "--tableNames=Plain", "--dryRun").out())
        .contains("CREATE TABLE Plain")
        .doesNotContain("BUNDLE");
  }

  private static void change(EmulatorDatabase database, String... ddl) throws Exception {
    try (EmulatorClient client = EmulatorClient.of(database)) {
      client.changeWithMessage("a", "B", List.of(ddl));
    }
  }

  @Test
  void aDestinationWithOtherTables() {
    EmulatorDatabase other =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE Parents (Id INT64 NOT NULL, Code INT64, Born DATE, Must STRING(9) NOT"
                    + " NULL) PRIMARY KEY (Id)",
                "CREATE TABLE Children (Id INT64 NOT NULL, N INT64 AS (7) STORED) PRIMARY KEY"
                    + " (Id)"));
    CopyRun.of(source, other)
        .assertRefused(
            "--destinationDatabaseId: column N of table Children is generated by the database;"
                + " leave it out with \"skip\" in the spec",
            "--destinationDatabaseId: column Code of table Parents is INT64, and in the source it"
                + " is STRING(8)",
            "--destinationDatabaseId: table Parents has no column Name; leave it out with"
                + " \"skip\"");
    CopyRun.of(source, other, "--destinationDialect=POSTGRESQL")
        .assertRefused(
            "--destinationDialect: it is POSTGRESQL, and the database is GOOGLE_STANDARD_SQL");
  }
}
