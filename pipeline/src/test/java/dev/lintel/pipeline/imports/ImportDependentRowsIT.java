package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows that reference rows of their own table, or of a table that references theirs. */
@Timeout(180)
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Staff (Id INT64 NOT NULL, Boss INT64, Name STRING(10),
        CONSTRAINT FK_Boss FOREIGN KEY (Boss) REFERENCES Staff (Id)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Desks (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr),
        INTERLEAVE IN PARENT Staff
      """,
      """
      CREATE TABLE Teams (Id INT64 NOT NULL, Head INT64, Name STRING(10),
        CONSTRAINT Named CHECK (Name != 'bad')) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE People (Id INT64 NOT NULL, Team INT64,
        CONSTRAINT FK_Team FOREIGN KEY (Team) REFERENCES Teams (Id)) PRIMARY KEY (Id)
      """,
      "ALTER TABLE Teams ADD CONSTRAINT FK_Head FOREIGN KEY (Head) REFERENCES People (Id)",
    })
class ImportDependentRowsIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  ImportDependentRowsIT(EmulatorDatabase database) {
    this.database = database;
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("in")).resolve(name), text);
  }

  private CommandRun load(String... options) {
    String[] all = new String[options.length + 3];
    System.arraycopy(options, 0, all, 3, options.length);
    all[0] = "--inputDir=" + folder.resolve("in");
    all[1] = "--nullString=-";
    all[2] = "--invalidOutputPath=" + folder.resolve("rejected");
    return CommandRun.on(database, "import", all);
  }

  private String rejected() throws IOException {
    var lines = new StringBuilder();
    try (var files = Files.list(folder.resolve("rejected"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.append(Files.readString(file));
      }
    }
    return lines.toString();
  }

  @Test
  void aRowIsWrittenWhateverFileItsParentIsIn() throws Exception {
    // Each file has rows whose boss is in the next one; 1,000 has none.
    for (int file = 0; file < 3; file++) {
      var rows = new StringBuilder();
      for (int i = file; i < 60; i += 3) {
        rows.append("%d,%s,x\n".formatted(i, i == 59 ? "-" : String.valueOf(i + 1)));
      }
      file("Staff-0000%d-of-00003.csv".formatted(file), rows.toString());
    }
    file("Desks.csv", "0,1\n59,1\n");

    CommandRun run = load();

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT COUNT(*), COUNT(Boss) FROM Staff"))
        .containsExactly("[60, 59]");
    assertThat(Rows.of(database, "SELECT Id FROM Desks ORDER BY Id"))
        .containsExactly("[0]", "[59]");
    assertThat(run.out()).containsPattern("Staff +60 +60 +0");
  }

  @Test
  void onlyRowsThatLackTheirParentAreRejected() throws Exception {
    file("Staff-00000-of-00002.csv", "1,2,a\n2,3,b\n8,9,c\n9,77,d\n");
    file("Staff-00001-of-00002.csv", "3,-,e\n7,7,f\n");

    CommandRun run = load();

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(database, "SELECT Id, Boss FROM Staff ORDER BY Id"))
        .containsExactly("[1, 2]", "[2, 3]", "[3, null]", "[7, 7]");
    assertThat(rejected().lines()).hasSize(2);
    assertThat(rejected()).contains("{Int64(77)}", "{Int64(9)}").contains("FK_Boss");
    assertThat(run.out()).containsPattern("Staff +6 +4 +2");
  }

  @Test
  void ofTwoRecordsOfOneKeyTheEarlierDoesNotWinLater() throws Exception {
    file("Staff-00000-of-00002.csv", "1,2,first\n1,-,second\n");
    file("Staff-00001-of-00002.csv", "2,-,boss\n");

    CommandRun run = load("--maxFailures=1");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT Name FROM Staff WHERE Id = 1"))
        .containsExactly("[second]");
  }

  @Test
  void rowsOfACycleAreWrittenTogetherAndABadOneIsRejectedWithThoseThatNeedIt() throws Exception {
    file("Teams.csv", "1,10,good\n2,20,bad\n3,99,lost\n4,-,none\n");
    file("People.csv", "10,1\n11,1\n20,2\n30,4\n40,88\n");

    CommandRun run = load();

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(database, "SELECT Id, Head FROM Teams ORDER BY Id"))
        .containsExactly("[1, 10]", "[4, null]");
    assertThat(Rows.of(database, "SELECT Id, Team FROM People ORDER BY Id"))
        .containsExactly("[10, 1]", "[11, 1]", "[30, 4]");
    assertThat(rejected().lines())
        .as("a row that only lacks the bad one says what is wrong with that one")
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("\"Id\":\"2\"", "Named"),
            line -> assertThat(line).contains("\"Id\":\"20\"", "FK_Team", "Named"),
            line -> assertThat(line).contains("\"Id\":\"3\"", "FK_Head", "{Int64(99)}"),
            line -> assertThat(line).contains("\"Id\":\"40\"", "FK_Team", "{Int64(88)}"));
  }

  @Test
  void anExportOfACycleIsWrittenToADatabaseWithTheForeignKeys(SpannerEmulator emulator)
      throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      rows.add(
          Mutation.newInsertBuilder("Teams").set("Id").to(i).set("Head").to((i + 1) % 700).build());
      rows.add(Mutation.newInsertBuilder("People").set("Id").to(i).set("Team").to(i).build());
    }
    Rows.write(database, rows.toArray(Mutation[]::new));
    ExportRun export = ExportRun.of(database, folder);
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    export.importInto(copy);
    Rows.write(
        copy, Mutation.delete("Teams", KeySet.all()), Mutation.delete("People", KeySet.all()));
    assertThat(Rows.of(copy, "SELECT COUNT(*) FROM Teams")).containsExactly("[0]");

    export.importInto(copy);

    assertThat(Rows.of(copy, "SELECT COUNT(*) FROM Teams JOIN People ON Teams.Head = People.Id"))
        .containsExactly("[700]");
  }

  /** More rows than a bundle buffers, so that the order of the files has to hold across batches. */
  @Test
  void tablesOfAChainWithOneFileEachAreLoadedInOrder(SpannerEmulator emulator) throws Exception {
    List<String> ddl = new ArrayList<>();
    var rows = new StringBuilder();
    for (int i = 0; i < 11_000; i++) {
      rows.append("%d,%d\n".formatted(i, i));
    }
    for (int i = 0; i < 4; i++) {
      // The order of the names is not that of the tables.
      String referenced =
          i == 0 ? "" : ", FOREIGN KEY (Ref) REFERENCES T%d (Id)".formatted(10 - (i - 1));
      ddl.add(
          "CREATE TABLE T%d (Id INT64 NOT NULL, Ref INT64%s) PRIMARY KEY (Id)"
              .formatted(10 - i, referenced));
      file("T%d.csv".formatted(10 - i), rows.toString());
    }
    EmulatorDatabase chain = emulator.createDatabase(ddl);

    CommandRun run = CommandRun.on(chain, "import", "--inputDir=" + folder.resolve("in"));

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(chain, "SELECT COUNT(*) FROM T7")).containsExactly("[11000]");
  }
}
