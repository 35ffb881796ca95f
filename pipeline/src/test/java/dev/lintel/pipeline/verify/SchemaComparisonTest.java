package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableSet;
import dev.lintel.compare.TableComparison;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {
  private static final TableChoice ALL = new TableChoice(ImmutableSet.of(), ImmutableSet.of());

  private static DescribedSchema schema(Dialect dialect, String ddl) {
    DdlScript script = DdlScript.parse(ddl, dialect);
    return new DescribedSchema(
        script.planned(),
        DatabaseDefinition.of(
            dialect, script.getStatements().stream().map(DdlStatement::getText).toList()));
  }

  private static SchemaComparison.Result compare(String expected, String actual) {
    return SchemaComparison.compare(
        schema(Dialect.GOOGLE_STANDARD_SQL, expected),
        schema(Dialect.GOOGLE_STANDARD_SQL, actual),
        ALL);
  }

  private static List<String> described(SchemaComparison.Result result) {
    return result.differences().stream().map(SchemaDifference::describe).toList();
  }

  private static List<String> compared(SchemaComparison.Result result) {
    return result.tables().stream().map(TableComparison::getTable).toList();
  }

  @Test
  void aTableOfOneSideIsAFindingAndTheOthersAreCompared() {
    var result =
        compare(
            "CREATE TABLE A (Id INT64) PRIMARY KEY (Id); CREATE TABLE B (Id INT64) PRIMARY KEY"
                + " (Id)",
            "CREATE TABLE B (Id INT64) PRIMARY KEY (Id); CREATE TABLE C (Id INT64) PRIMARY KEY"
                + " (Id)");

    assertThat(described(result))
        .containsExactly("A: the table is missing", "C: the table is not in the reference");
    assertThat(compared(result)).containsExactly("B");
    assertThat(result.notCompared()).containsExactly("A", "C");
    assertThat(result.hasFatal()).isTrue();
  }

  @Test
  void columnsTypesAndKeysThatDifferAreFatalForTheirTable() {
    var result =
        compare(
            """
            CREATE TABLE A (Id INT64, V STRING(10), W INT64) PRIMARY KEY (Id);
            CREATE TABLE B (Id INT64, V STRING(10)) PRIMARY KEY (Id);
            CREATE TABLE C (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr);
            CREATE TABLE D (Id INT64) PRIMARY KEY (Id);
            """,
            """
            CREATE TABLE A (Id INT64, V STRING(10), X BOOL) PRIMARY KEY (Id);
            CREATE TABLE B (Id INT64, V BYTES(10)) PRIMARY KEY (Id);
            CREATE TABLE C (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Nr, Id);
            CREATE TABLE D (Id INT64) PRIMARY KEY (Id);
            """);

    assertThat(described(result))
        .containsExactly(
            "A: column W is missing",
            "A: column X is not in the reference",
            "B: type V is BYTES(10), and STRING(10) in the reference",
            "C: key is (Nr, Id), and (Id, Nr) in the reference");
    assertThat(compared(result)).containsExactly("D");
    assertThat(result.notCompared()).containsExactly("A", "B", "C");
  }

  @Test
  void whatDoesNotDecideWhichRowsThereAreIsReportedOnly() {
    var result =
        compare(
            """
            CREATE TABLE P (Id INT64) PRIMARY KEY (Id);
            CREATE TABLE A (Id INT64, V STRING(10) NOT NULL, W INT64 DEFAULT (1), X INT64,
              CONSTRAINT FK FOREIGN KEY (X) REFERENCES P (Id), CHECK (X > 0)) PRIMARY KEY (Id DESC);
            CREATE UNIQUE INDEX AByV ON A (V);
            CREATE INDEX AByW ON A (W) STORING (X);
            """,
            """
            CREATE TABLE P (Id INT64) PRIMARY KEY (Id);
            CREATE TABLE A (Id INT64, V STRING(MAX), W INT64 DEFAULT (2), X INT64,
              CHECK (X > 1)) PRIMARY KEY (Id);
            CREATE INDEX AByV ON A (V);
            """);

    assertThat(described(result))
        .containsExactly(
            "A: length V is MAX, and 10 in the reference",
            "A: nullability V is nullable, and NOT NULL in the reference",
            "A: key direction is (ASC), and (DESC) in the reference",
            "A: index abyv is (v ASC), and UNIQUE (v ASC) in the reference",
            "A: index abyw is missing",
            "A: default w is DEFAULT (2), and DEFAULT (1) in the reference",
            "A: foreign key (x = id) of p is missing",
            "A: check X > 0 is missing",
            "A: check X > 1 is not in the reference");
    assertThat(compared(result)).containsExactly("A", "P");
    assertThat(result.hasFatal()).isFalse();
  }

  @Test
  void theNamesOfForeignKeysDoNotMatter() {
    String tables =
        """
        CREATE TABLE P (Id INT64) PRIMARY KEY (Id);
        CREATE TABLE A (Id INT64, X INT64, CONSTRAINT %s FOREIGN KEY (X) REFERENCES P (Id))
          PRIMARY KEY (Id)
        """;
    assertThat(compare(tables.formatted("One"), tables.formatted("Other")).differences()).isEmpty();
  }

  @Test
  void theTypesOfTheDialectsAreMapped() {
    var result =
        SchemaComparison.compare(
            schema(
                Dialect.POSTGRESQL,
                """
                CREATE TABLE a (id bigint PRIMARY KEY, n numeric, j jsonb, s varchar, t varchar(20),
                  f double precision, r real, b bytea, ts timestamptz, d date, l text[],
                  w bigint DEFAULT 1)
                """),
            schema(
                Dialect.GOOGLE_STANDARD_SQL,
                """
                CREATE TABLE A (Id INT64 NOT NULL, N NUMERIC, J JSON, S STRING(MAX), T STRING(20),
                  F FLOAT64, R FLOAT32, B BYTES(MAX), TS TIMESTAMP, D DATE, L ARRAY<STRING(MAX)>,
                  W INT64 DEFAULT (1)) PRIMARY KEY (Id)
                """),
            ALL);
    assertThat(result.differences()).isEmpty();
    assertThat(result.tables())
        .singleElement()
        .satisfies(table -> assertThat(table.getColumnCount()).isEqualTo(12));
  }

  @Test
  void ignoredColumnsAndOtherTablesAreLeftOut() {
    var choice = new TableChoice(ImmutableSet.of("a"), ImmutableSet.of("a.x", "a.y", "a.v"));
    var result =
        SchemaComparison.compare(
            schema(
                Dialect.GOOGLE_STANDARD_SQL,
                "CREATE TABLE A (Id INT64, X INT64, V INT64, W INT64) PRIMARY KEY (Id);"
                    + " CREATE TABLE B (Id INT64) PRIMARY KEY (Id)"),
            schema(
                Dialect.GOOGLE_STANDARD_SQL,
                "CREATE TABLE A (Id INT64, Y BOOL, V STRING(1), W INT64) PRIMARY KEY (Id)"),
            choice);
    assertThat(result.differences()).isEmpty();
    assertThat(result.tables())
        .singleElement()
        .satisfies(
            table -> assertThat(table.getExpected().columnNames()).containsExactly("Id", "W"));
  }
}
