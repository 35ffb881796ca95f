package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.DatabaseContents;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies from dialect to dialect. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE SCHEMA sales",
      "CREATE SEQUENCE Numbers BIT_REVERSED_POSITIVE",
      "CREATE TABLE Bools (Id INT64 NOT NULL, V BOOL, A ARRAY<BOOL>) PRIMARY KEY (Id)",
      "CREATE TABLE Ints (Id INT64 NOT NULL, V INT64, A ARRAY<INT64>) PRIMARY KEY (Id)",
      "CREATE TABLE Floats (Id INT64 NOT NULL, V FLOAT32, A ARRAY<FLOAT32>) PRIMARY KEY (Id)",
      "CREATE TABLE Doubles (Id INT64 NOT NULL, V FLOAT64, A ARRAY<FLOAT64>) PRIMARY KEY (Id)",
      "CREATE TABLE Numerics (Id INT64 NOT NULL, V NUMERIC, A ARRAY<NUMERIC>) PRIMARY KEY (Id)",
      """
      CREATE TABLE Strings (Id INT64 NOT NULL, V STRING(20), A ARRAY<STRING(MAX)>,
        D STRING(MAX) DEFAULT ('it\u2019s'), N INT64 DEFAULT (7)) PRIMARY KEY (Id)
      """,
      "CREATE TABLE Blobs (Id INT64 NOT NULL, V BYTES(MAX), A ARRAY<BYTES(MAX)>) PRIMARY KEY (Id)",
      "CREATE TABLE Dates (Id INT64 NOT NULL, V DATE, A ARRAY<DATE>) PRIMARY KEY (Id)",
      """
      CREATE TABLE Stamps (Id INT64 NOT NULL, V TIMESTAMP DEFAULT (CURRENT_TIMESTAMP()),
        A ARRAY<TIMESTAMP>, C TIMESTAMP OPTIONS (allow_commit_timestamp = true)) PRIMARY KEY (Id)
      """,
      "CREATE TABLE Jsons (Id INT64 NOT NULL, V JSON, A ARRAY<JSON>) PRIMARY KEY (Id)",
      """
      CREATE TABLE Counted (Id INT64 NOT NULL DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE Numbers)),
        V STRING(36) DEFAULT (GENERATE_UUID())) PRIMARY KEY (Id)
      """,
      "CREATE TABLE sales.Parent (Id INT64 NOT NULL, Code STRING(9) NOT NULL) PRIMARY KEY (Id,"
          + " Code)",
      """
      CREATE TABLE sales.Child (Id INT64 NOT NULL, Code STRING(9) NOT NULL, `Order` INT64 NOT NULL,
        Note STRING(MAX)) PRIMARY KEY (Id, Code, `Order`),
        INTERLEAVE IN PARENT sales.Parent ON DELETE CASCADE
      """,
      "CREATE TABLE Husbands (Id INT64 NOT NULL, WifeId INT64) PRIMARY KEY (Id)",
      """
      CREATE TABLE Wives (Id INT64 NOT NULL, HusbandId INT64,
        CONSTRAINT FK_H FOREIGN KEY (HusbandId) REFERENCES Husbands (Id)) PRIMARY KEY (Id)
      """,
      "ALTER TABLE Husbands ADD CONSTRAINT FK_W FOREIGN KEY (WifeId) REFERENCES Wives (Id)",
      "CREATE UNIQUE INDEX IntsByV ON Ints (V DESC) STORING (A)",
      "CREATE INDEX StringsByV ON Strings (V, N)",
      "CREATE INDEX sales.ChildByNote ON sales.Child (Note)",
    })
class CopyDialectsIT {
  private static final List<String> ROWS =
      List.of(
          "INSERT Bools (Id, V, A) VALUES (1, TRUE, [TRUE, NULL, FALSE]), (2, NULL, NULL), (3,"
              + " FALSE, [])",
          "INSERT Ints (Id, V, A) VALUES (1, 9223372036854775807, [1, NULL]), (-2, NULL, [])",
          """
          INSERT Floats (Id, V, A) VALUES (1, CAST('NaN' AS FLOAT32), [CAST(1.5 AS FLOAT32), NULL]),
            (2, CAST('-inf' AS FLOAT32), NULL), (3, CAST('-0.0' AS FLOAT32), [])
          """,
          """
          INSERT Doubles (Id, V, A) VALUES (1, CAST('NaN' AS FLOAT64), [0.1, NULL]),
            (2, CAST('inf' AS FLOAT64), NULL), (3, CAST('-0.0' AS FLOAT64), [])
          """,
          """
          INSERT Numerics (Id, V, A) VALUES
            (1, NUMERIC '99999999999999999999999999999.999999999', [NUMERIC '-0.000000001', NULL]),
            (2, NULL, NULL), (3, NUMERIC '1.50', [])
          """,
          """
          INSERT Strings (Id, V, A, D, N) VALUES (1, '', ['', NULL, 'é\\n"\\''], 'x', NULL),
            (2, NULL, NULL, NULL, 1), (3, 'twenty characters ok', [], '', 2)
          """,
          "INSERT Blobs (Id, V, A) VALUES (1, b'\\x00\\xff', [b'', NULL]), (2, NULL, NULL), (3,"
              + " b'', [])",
          "INSERT Dates (Id, V, A) VALUES (1, '0001-01-01', [DATE '9999-12-31', NULL]), (2, NULL,"
              + " NULL)",
          """
          INSERT Stamps (Id, V, A, C) VALUES
            (1, '2024-02-29T12:34:56.123456789Z', [TIMESTAMP '0001-01-01T00:00:00Z', NULL], '2024-01-01T00:00:00.000000001Z'),
            (2, NULL, NULL, NULL)
          """,
          """
          INSERT Jsons (Id, V, A) VALUES
            (1, JSON '{"b": 1.5, "a": [null, true, "x"]}', [JSON 'null', NULL]), (2, NULL, NULL)
          """,
          "INSERT Counted (V) VALUES ('a'), ('b')",
          "INSERT `sales`.Parent (Id, Code) VALUES (1, 'a'), (2, 'b')",
          "INSERT sales.Child (Id, Code, `Order`, Note) VALUES (1, 'a', 1, 'n'), (2, 'b', 9, NULL)",
          "INSERT Husbands (Id, WifeId) VALUES (1, NULL)",
          "INSERT Wives (Id, HusbandId) VALUES (5, 1)",
          "UPDATE Husbands SET WifeId = 5 WHERE Id = 1");

  private final EmulatorDatabase googleSql;
  private final SpannerEmulator emulator;

  CopyDialectsIT(EmulatorDatabase database, SpannerEmulator emulator) throws InterruptedException {
    this.googleSql = database;
    this.emulator = emulator;
    execute(database, ROWS);
  }

  static void execute(EmulatorDatabase database, List<String> dml) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      lease
          .connection()
          .databaseClient()
          .readWriteTransaction()
          .run(
              transaction -> {
                dml.forEach(statement -> transaction.executeUpdate(Statement.of(statement)));
                return null;
              });
    }
  }

  private static List<String> ddl(EmulatorDatabase database) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      // A copy's counter goes on where that of the source is.
      return lease.connection().getDdl().stream()
          .map(statement -> statement.replaceAll(" START COUNTER WITH \\d+", ""))
          .toList();
    }
  }

  @Test
  void theSameSchemaAndRowsComeBackFromTheOtherDialect() throws Exception {
    DatabaseContents expected = DatabaseContents.of(googleSql);
    EmulatorDatabase postgres = CopyRun.newDatabase(emulator, Dialect.POSTGRESQL);
    EmulatorDatabase second = CopyRun.newDatabase(emulator, Dialect.POSTGRESQL);
    EmulatorDatabase back = CopyRun.newDatabase(emulator, Dialect.GOOGLE_STANDARD_SQL);

    CopyRun.succeeding(googleSql, postgres, "--destinationDialect=POSTGRESQL");
    CopyRun.succeeding(postgres, second);
    CopyRun.succeeding(second, back, "--destinationDialect=GOOGLE_STANDARD_SQL");

    assertVerified(postgres, googleSql);
    assertVerified(second, postgres);
    assertVerified(back, second);
    DatabaseContents.of(second).assertSame(DatabaseContents.of(postgres));
    DatabaseContents.of(back).assertSameRows(expected);
    assertThat(ddl(back)).containsExactlyInAnyOrderElementsOf(ddl(googleSql));
    assertThat(Rows.of(second, "SELECT \"V\"::text FROM \"Numerics\" ORDER BY \"Id\""))
        .containsExactly("[99999999999999999999999999999.999999999]", "[null]", "[1.5]");
    assertThat(Rows.of(second, "SELECT \"Order\", \"Note\" FROM sales.\"Child\" ORDER BY 1"))
        .containsExactly("[1, n]", "[9, null]");
  }

  private static void assertVerified(EmulatorDatabase copy, EmulatorDatabase source) {
    CommandRun run = CommandRun.on(copy, "verify", "--againstDatabaseId=" + source.databaseId());
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).contains("No row differs.");
  }

  @Test
  void whatHasNoCounterpartIsRefusedByNameAndATableThatIsThereIsNoProblem() throws Exception {
    EmulatorDatabase source =
        emulator.createDatabase(
            List.of(
                "CREATE TABLE Sorted (Id INT64 NOT NULL) PRIMARY KEY (Id DESC)",
                "CREATE TABLE Sums (Id INT64 NOT NULL, A INT64, B INT64 AS (A + 1) STORED,"
                    + " CONSTRAINT Positive CHECK (A > 0)) PRIMARY KEY (Id)",
                "CREATE VIEW Seen SQL SECURITY INVOKER AS SELECT s.Id FROM Sums s"));
    execute(source, List.of("INSERT Sums (Id, A) VALUES (1, 41)", "INSERT Sorted (Id) VALUES (3)"));
    EmulatorDatabase none = CopyRun.newDatabase(emulator, Dialect.POSTGRESQL);

    CopyRun.of(source, none, "--destinationDialect=POSTGRESQL")
        .assertRefused(
            "--sourceDatabaseId: table Sorted: its key is sorted by Id in descending order, which"
                + " PostgreSQL has not; create the table in the destination",
            "table Sums: the generation expression of its column B, A + 1, is not translated",
            "table Sums: its check constraint (A > 0) is not translated",
            "view Seen is not translated; name the tables with --tableNames");

    EmulatorDatabase made =
        emulator.createDatabase(
            Dialect.POSTGRESQL,
            List.of(
                "CREATE TABLE \"Sums\" (\"Id\" bigint PRIMARY KEY, \"A\" bigint,"
                    + " \"B\" bigint GENERATED ALWAYS AS (\"A\" + 1) STORED)",
                "CREATE TABLE \"Sorted\" (\"Id\" bigint PRIMARY KEY)"));
    CopyRun.succeeding(source, made, "--tableNames=Sums,Sorted");
    assertThat(Rows.of(made, "SELECT * FROM \"Sums\"")).containsExactly("[1, 41, 42]");
    assertThat(Rows.of(made, "SELECT * FROM \"Sorted\"")).containsExactly("[3]");
  }

  @Test
  void aDecimalThatDoesNotFitIsRejectedAlone(@TempDir Path folder) throws Exception {
    EmulatorDatabase source =
        emulator.createDatabase(
            Dialect.POSTGRESQL,
            List.of("CREATE TABLE n (id bigint PRIMARY KEY, v numeric, a numeric[])"));
    execute(
        source,
        List.of(
            "INSERT INTO n (id, v) VALUES (1, 1.5), (2, 'NaN'), (3, 0.1234567891)",
            "INSERT INTO n (id, a) VALUES (4, ARRAY[2.5, 'NaN'::numeric]), (5, ARRAY[2.5, null])"));
    EmulatorDatabase copy = CopyRun.newDatabase(emulator, Dialect.GOOGLE_STANDARD_SQL);

    CommandRun run =
        CopyRun.of(
            source,
            copy,
            "--destinationDialect=GOOGLE_STANDARD_SQL",
            "--verifyWritten",
            "--invalidOutputPath=" + folder);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(Rows.of(copy, "SELECT id, v, a FROM n ORDER BY id"))
        .containsExactly("[1, 1.5, null]", "[5, null, [2.5, null]]");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().contains(" as a NUMERIC"));
    }
  }
}
