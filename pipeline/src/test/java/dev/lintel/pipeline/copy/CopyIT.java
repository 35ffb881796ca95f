package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.RequestCounts;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.DatabaseContents;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the options of a copy and its spec do. */
@Timeout(120)
@CountRequests
@SpannerDatabase(
    ddl = {
      """
      CREATE TABLE Customers (Id INT64 NOT NULL, Name STRING(40), Email STRING(100), Phone STRING(20),
        Country STRING(2), Notes STRING(MAX)) PRIMARY KEY (Id)
      """,
      """
      CREATE TABLE Orders (Id INT64 NOT NULL, OrderId INT64 NOT NULL, Total NUMERIC)
        PRIMARY KEY (Id, OrderId), INTERLEAVE IN PARENT Customers ON DELETE CASCADE
      """,
      """
      CREATE TABLE Logins (Email STRING(100) NOT NULL, CustomerId INT64,
        CONSTRAINT FK_C FOREIGN KEY (CustomerId) REFERENCES Customers (Id)) PRIMARY KEY (Email)
      """,
      "CREATE INDEX CustomersByNotes ON Customers (Notes)",
      "CREATE INDEX CustomersByName ON Customers (Name)",
    })
class CopyIT {
  private final EmulatorDatabase source;
  private final SpannerEmulator emulator;
  @TempDir private Path folder;

  CopyIT(EmulatorDatabase database, SpannerEmulator emulator) throws InterruptedException {
    this.source = database;
    this.emulator = emulator;
    CopyDialectsIT.execute(
        database,
        List.of(
            """
            INSERT Customers (Id, Name, Email, Phone, Country, Notes) VALUES
              (1, 'Ada', 'ada@example.com', '123', 'IS', 'n'),
              (2, 'Bob', 'bob@example.com', NULL, 'NO', NULL),
              (3, 'Eve', NULL, '456', 'IS', '')
            """,
            "INSERT Orders (Id, OrderId, Total) VALUES (1, 1, 9.5), (2, 1, 1), (3, 7, NULL)",
            """
            INSERT Logins (Email, CustomerId) VALUES
              ('ada@example.com', 1), ('bob@example.com', 2), ('nobody@example.com', NULL)
            """));
  }

  private EmulatorDatabase newDatabase() {
    return CopyRun.newDatabase(emulator, Dialect.GOOGLE_STANDARD_SQL);
  }

  private String spec(String json) throws IOException {
    return "--spec=" + Files.writeString(folder.resolve("spec.json"), json);
  }

  @Test
  void aSpecFiltersRenamesLeavesOutGivesAndMasks() throws Exception {
    EmulatorDatabase copy = newDatabase();

    CommandRun run =
        CopyRun.succeeding(
            source,
            copy,
            "--verifyWritten",
            spec(
                """
                {
                  "salt": "0123456789abcdef",
                  "tables": {
                    "Customers": {
                      "where": "Country = 'IS' -- only these",
                      "rename": {"Name": "FullName"},
                      "skip": ["Notes"],
                      "mask": {"Email": "hash", "Phone": "null", "Country": {"fixed": "XX"}, "Id": "hash"}
                    },
                    "orders": {
                      "where": "Id IN (SELECT Id FROM Customers WHERE Country = 'IS')",
                      "skip": ["Total"],
                      "mask": {"Id": "hash"}
                    },
                    "Logins": {
                      "where": "CustomerId = 1",
                      "mask": {"Email": "hash", "CustomerId": "hash"}
                    }
                  }
                }
                """));

    assertThat(run.err())
        .contains(
            "the index CustomersByNotes is not created, because its column Notes is left out");
    assertThat(
            Rows.of(
                copy,
                """
                SELECT c.FullName, c.Phone, c.Country, o.OrderId, l.Email = c.Email
                FROM Customers c JOIN Orders o USING (Id) LEFT JOIN Logins l ON l.CustomerId = c.Id
                ORDER BY 1
                """))
        .as("the rows are joined as before")
        .containsExactly("[Ada, null, XX, 1, true]", "[Eve, null, XX, 7, null]");
    assertThat(
            Rows.of(
                copy,
                """
                SELECT COUNTIF(Id < 1000), COUNTIF(LENGTH(Email) = 32),
                  COUNTIF(Email LIKE '%@%') FROM Customers
                """))
        .containsExactly("[0, 1, 0]");
    assertThat(Rows.of(copy, "SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES"))
        .contains("[CustomersByName]")
        .doesNotContain("[CustomersByNotes]");
  }

  @Test
  void constantsFillColumnsOfATableThatIsThere() throws Exception {
    EmulatorDatabase copy =
        emulator.createDatabase(
            List.of(
                """
                CREATE TABLE Logins (Tenant INT64 NOT NULL, Email STRING(MAX) NOT NULL, Origin STRING(9),
                  Copied TIMESTAMP) PRIMARY KEY (Tenant, Email)
                """));

    CopyRun.succeeding(
        source,
        copy,
        "--tableNames=Logins",
        "--where=Email LIKE 'a%'",
        spec(
            """
            {"tables": {"Logins": {"skip": ["CustomerId"], "constants":
              {"Tenant": 5, "Origin": "shop", "Copied": "2024-01-01T00:00:00Z"}}}}
            """));

    assertThat(Rows.of(copy, "SELECT * FROM Logins"))
        .containsExactly("[5, ada@example.com, shop, 2024-01-01T00:00:00Z]");
  }

  @Test
  void aTableIsCopiedToOneThatItReferencesAndThatIsThere() throws Exception {
    EmulatorDatabase copy =
        emulator.createDatabase(List.of("CREATE TABLE Customers (Id INT64) PRIMARY KEY (Id)"));

    assertThat(CopyRun.succeeding(source, copy, "--tableNames=Logins", "--dryRun").out())
        .contains("ADD CONSTRAINT FK_C FOREIGN KEY");
    assertThat(
            CopyRun.succeeding(
                    source,
                    copy,
                    "--tableNames=Logins",
                    "--dryRun",
                    spec("{\"tables\": {\"Logins\": {\"rename\": {\"Email\": \"Mail\"}}}}"))
                .out())
        .contains("ADD CONSTRAINT `FK_C` FOREIGN KEY")
        .doesNotContain("is not created");
    EmulatorDatabase spelled =
        emulator.createDatabase(List.of("CREATE TABLE customers (Id INT64) PRIMARY KEY (Id)"));
    assertThat(CopyRun.succeeding(source, spelled, "--tableNames=Logins", "--dryRun").out())
        .contains(
            "table Logins: the foreign key FK_C is not created, because Customers is spelled"
                + " customers in the destination")
        .doesNotContain("ADD CONSTRAINT");
  }

  @Test
  void aDryRunShowsWhatWouldBeDoneAndDoesNothing() throws Exception {
    EmulatorDatabase copy = newDatabase();

    CommandRun run = CopyRun.succeeding(source, copy, "--dryRun");

    assertThat(run.out())
        .containsSubsequence(
            "Customers     3",
            "Logins        3",
            "Orders        3",
            "Dry run: nothing was changed.",
            "Would create ",
            "Would run before the rows are written:",
            "CREATE TABLE Customers (",
            "Would run after the rows are written:",
            "CREATE INDEX CustomersByName ON Customers(Name);",
            "FOREIGN KEY");
    CommandRun onNothing = CommandRun.on(copy, "export", "--outputDir=" + folder);
    assertThat(onNothing.err()).contains("--databaseId: there is no ");
  }

  @Test
  void aCopyIsMadeAgainWithTheRowsOfTheSnapshot() throws Exception {
    EmulatorDatabase copy = newDatabase();
    CopyRun.succeeding(source, copy);
    DatabaseContents before = DatabaseContents.of(source);
    String time = Rows.of(source, "SELECT CURRENT_TIMESTAMP()").get(0).replaceAll("[\\[\\]]", "");
    CopyDialectsIT.execute(
        source,
        List.of("DELETE FROM Logins WHERE TRUE", "UPDATE Customers SET Name = 'x' WHERE TRUE"));

    CommandRun run = CopyRun.succeeding(source, copy, "--snapshotTime=" + time);

    DatabaseContents.of(copy).assertSame(before);
    assertThat(run.out()).contains("Snapshot of " + time.substring(0, 19));
  }

  @Test
  void aRejectedRowIsWrittenWithItsReasonAndCanBeImported() throws Exception {
    EmulatorDatabase copy = newDatabase();
    Path rejected = folder.resolve("rejected");

    CommandRun run =
        CopyRun.of(
            source,
            copy,
            "--invalidOutputPath=" + rejected,
            spec("{\"tables\": {\"Customers\": {\"where\": \"Id <> 2\"}}}"));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out()).contains("Orders        3        2       1");
    assertThat(run.err()).contains("this was not created after them");
    CopyDialectsIT.execute(copy, List.of("INSERT Customers (Id, Name) VALUES (2, 'again')"));
    CommandRun imported =
        CommandRun.on(copy, "import", "--inputDir=" + rejected, "--format=rejected");
    assertThat(imported.status()).as(imported.err()).isEqualTo(ExitStatus.SUCCEEDED);
    CopyRun.succeeding(source, copy, "--mode=insertOrUpdate");
    DatabaseContents.of(copy).assertSame(DatabaseContents.of(source));
  }

  @Test
  void everyWrittenRowIsReadAgain() throws Exception {
    RequestCounts start = emulator.requests();
    CopyRun.succeeding(source, newDatabase());
    RequestCounts plain = emulator.requests().since(start);
    CopyRun.succeeding(source, newDatabase(), "--verifyWritten");
    RequestCounts verified = emulator.requests().since(start).since(plain);

    // One for each bundle of each of the three tables, and a table has at most two.
    assertThat(verified.of("StreamingRead") - plain.of("StreamingRead")).isBetween(3L, 6L);
    assertThat(verified.of("Commit")).isEqualTo(plain.of("Commit"));
  }
}
