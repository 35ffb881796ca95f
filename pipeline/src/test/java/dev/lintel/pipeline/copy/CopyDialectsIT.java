package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.exports.DatabaseContents;
import dev.lintel.pipeline.imports.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
      CREATE TABLE Counted (Id INT64 DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE Numbers)),
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
      "CREATE NULL_FILTERED INDEX StringsByV ON Strings (V, N)",
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

  @Test
  void theSameSchemaAndRowsComeBackFromTheOtherDialect() throws Exception {
    DatabaseContents expected = DatabaseContents.of(googleSql);
    EmulatorDatabase postgres = CopyRun.newDatabase(emulator, Dialect.POSTGRESQL);
    EmulatorDatabase second = CopyRun.newDatabase(emulator, Dialect.POSTGRESQL);
    EmulatorDatabase back = CopyRun.newDatabase(emulator, Dialect.GOOGLE_STANDARD_SQL);

    CopyRun.succeeding(googleSql, postgres, "--destinationDialect=POSTGRESQL");
    CopyRun.succeeding(postgres, second);
    CopyRun.succeeding(second, back, "--destinationDialect=GOOGLE_STANDARD_SQL");

    DatabaseContents.of(second).assertSame(DatabaseContents.of(postgres));
    DatabaseContents.of(back).assertSame(expected);
    assertThat(Rows.of(second, "SELECT \"V\"::text FROM \"Numerics\" ORDER BY \"Id\""))
        .containsExactly("[99999999999999999999999999999.999999999]", "[NULL]", "[1.5]");
    assertThat(Rows.of(second, "SELECT \"Order\", \"Note\" FROM sales.\"Child\" ORDER BY 1"))
        .containsExactly("[1, n]", "[9, NULL]");
  }
}
