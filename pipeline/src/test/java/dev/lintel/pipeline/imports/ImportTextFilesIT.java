package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Text files as other programs write them. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Texts (Id INT64 NOT NULL, S STRING(MAX)) PRIMARY KEY (Id)",
      "CREATE TABLE Lists (Id INT64 NOT NULL, B BOOL, Y BYTES(MAX), A ARRAY<INT64>, `At` TIMESTAMP)"
          + " PRIMARY KEY (Id)",
      "CREATE TABLE Numbers (Id INT64 NOT NULL, F FLOAT64, S STRING(MAX), `At` TIMESTAMP)"
          + " PRIMARY KEY (Id)"
    })
class ImportTextFilesIT {
  @TempDir private Path folder;

  private void assertLoads(EmulatorDatabase database, String... options) {
    CommandRun run = CommandRun.on(database, "import", options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  @Test
  void escapedNullIsATextWithSingleOptions(EmulatorDatabase database) throws Exception {
    Path file = folder.resolve("pg.txt");
    Files.writeString(file, "1\t\\N\n2\t\\\\N\n3\ta\\vb\n4\t\n");
    assertLoads(
        database,
        "--input=" + file,
        "--tableName=Texts",
        "--columnDelimiter=\\t",
        "--fieldQualifier=",
        "--escape=\\",
        "--nullString=\\N");
    assertThat(Rows.of(database, "SELECT Id, S FROM Texts ORDER BY Id"))
        .containsExactly("[1, null]", "[2, \\N]", "[3, a\u000Bb]", "[4, ]");
  }

  @Test
  void aDialectSetsAllOfIt(EmulatorDatabase database) throws Exception {
    Path file = folder.resolve("duck.csv");
    Files.writeString(
        file, "At,Id,A,B,Y\n2024-02-29 12:34:56.5,1,\"[1, NULL]\",true,\\x00a\n,2,,,\n");
    assertLoads(database, "--input=" + file, "--tableName=Lists", "--csvDialect=duckdb");
    assertThat(
            Rows.of(database, "SELECT Id, B, TO_HEX(Y), A[OFFSET(1)], `At` FROM Lists ORDER BY Id"))
        .containsExactly(
            "[1, true, 0061, null, 2024-02-29T12:34:56.500000000Z]", "[2, null, null, null, null]");
  }

  @Test
  void jsonOfSeveralLayoutsWithAPatternAndAZone(EmulatorDatabase database) throws Exception {
    Files.writeString(
        folder.resolve("a.json"),
        """
        [
          {"Id": 1.0, "S": 1.50,
           "At": "2024-07-01 12:00:00"},
          {"Id": 2e0, "F": NaN}
        ]
        """);
    Files.writeString(
        folder.resolve("b.jsonl"),
        "{\"Id\": 3, \"F\": -Infinity, \"At\": \"2024-01-01 12:00:00\"}\n");
    assertLoads(
        database,
        "--inputDir=" + folder,
        "--tableName=Numbers",
        "--timestampFormat=yyyy-MM-dd HH:mm:ss",
        "--timeZone=Europe/Berlin");
    assertThat(Rows.of(database, "SELECT Id, CAST(F AS STRING), S, `At` FROM Numbers ORDER BY Id"))
        .containsExactly(
            "[1, null, 1.50, 2024-07-01T10:00:00Z]",
            "[2, nan, null, null]",
            "[3, -inf, null, 2024-01-01T11:00:00Z]");
  }
}
