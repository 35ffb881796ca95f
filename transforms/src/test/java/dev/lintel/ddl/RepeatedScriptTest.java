package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.Iterables;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that change what they have created, on a database on which they have run. */
class RepeatedScriptTest {

  private static final Dialect GOOGLE_SQL = Dialect.GOOGLE_STANDARD_SQL;
  private static final Dialect POSTGRES = Dialect.POSTGRESQL;

  static Stream<Arguments> repeated() {
    return Stream.of(
        Arguments.of(
            GOOGLE_SQL,
            """
            CREATE TABLE T (A INT64, M TIMESTAMP) PRIMARY KEY (A);
            ALTER TABLE T ADD ROW DELETION POLICY (OLDER_THAN(M, INTERVAL 3 DAY));
            ALTER TABLE t ADD SYNONYM S;
            CREATE INDEX I ON T (M);
            ALTER INDEX i ADD STORED COLUMN a
            """,
            List.of(
                "CREATE TABLE T (\n  A INT64,\n  M TIMESTAMP,\n  SYNONYM(S),\n) PRIMARY KEY(A), ROW"
                    + " DELETION POLICY (OLDER_THAN(M, INTERVAL 3 DAY))",
                "CREATE INDEX I ON T(M) STORING (A)")),
        Arguments.of(
            POSTGRES,
            """
            CREATE TABLE t (a bigint PRIMARY KEY, m timestamptz, x bigint);
            ALTER TABLE t ADD TTL INTERVAL '3 days' ON m;
            CREATE INDEX i ON t (m);
            ALTER INDEX i ADD INCLUDE COLUMN x;
            ALTER TABLE t ADD CHECK (a > 0 AND m < '2030-01-01')
            """,
            List.of(
                "CREATE TABLE t (\n"
                    + "  a bigint NOT NULL,\n"
                    + "  m timestamp with time zone,\n"
                    + "  x bigint,\n"
                    + "  PRIMARY KEY(a),\n"
                    + "  CHECK(((a > '0'::bigint) AND (m < '2030-01-01'::timestamp with time"
                    + " zone)))\n"
                    + ") TTL INTERVAL '3 DAYS' ON m",
                "CREATE INDEX i ON t (m) INCLUDE (x)")),
        Arguments.of(
            GOOGLE_SQL,
            """
            CREATE TABLE T (A INT64, V TOKENLIST, W TOKENLIST) PRIMARY KEY (A);
            CREATE SEARCH INDEX S ON T (V);
            ALTER SEARCH INDEX S ADD COLUMN W;
            ALTER SEARCH INDEX S ADD STORED COLUMN A;
            CREATE VECTOR INDEX N ON T (V) OPTIONS (distance_type = 'COSINE');
            ALTER VECTOR INDEX N ADD STORED COLUMN A
            """,
            List.of(
                "CREATE TABLE T (A INT64, V TOKENLIST, W TOKENLIST) PRIMARY KEY(A)",
                "CREATE SEARCH INDEX S ON T(V, W) STORING (A)",
                "CREATE VECTOR INDEX N ON T(V) STORING (A) OPTIONS (distance_type = 'COSINE')")),
        Arguments.of(
            POSTGRES,
            """
            CREATE TABLE t (a bigint PRIMARY KEY, v spanner.tokenlist);
            CREATE SEARCH INDEX s ON t (v);
            ALTER SEARCH INDEX s ADD INCLUDE COLUMN a
            """,
            List.of(
                "CREATE TABLE t (a bigint, v spanner.tokenlist, PRIMARY KEY(a))",
                "CREATE SEARCH INDEX s ON t (v) INCLUDE (a)")),
        Arguments.of(
            GOOGLE_SQL,
            """
            CREATE TABLE A (X INT64, CHECK (X > 0)) PRIMARY KEY (X);
            CREATE TABLE C (Y INT64) PRIMARY KEY (Y);
            ALTER TABLE C ADD FOREIGN KEY (Y) REFERENCES A (X);
            ALTER TABLE A ADD CONSTRAINT Less CHECK (X < 9);
            RENAME TABLE A TO B, C TO D;
            ALTER TABLE B ADD COLUMN Z INT64;
            ALTER TABLE D RENAME TO E, ADD SYNONYM D
            """,
            List.of(
                "CREATE TABLE B (X INT64, Z INT64, CHECK(X > 0), CONSTRAINT Less CHECK(X < 9))"
                    + " PRIMARY KEY(X)",
                "CREATE TABLE E (Y INT64, FOREIGN KEY(Y) REFERENCES B(X), SYNONYM(D)) PRIMARY"
                    + " KEY(Y)")),
        Arguments.of(
            GOOGLE_SQL,
            "CREATE TABLE A (X INT64) PRIMARY KEY (X); CREATE TABLE B (X INT64) PRIMARY KEY (X);"
                + " RENAME TABLE A TO T, B TO A, T TO B",
            List.of(
                "CREATE TABLE A (X INT64) PRIMARY KEY(X)",
                "CREATE TABLE B (X INT64) PRIMARY KEY(X)")),
        Arguments.of(
            POSTGRES,
            "CREATE TABLE s.a (x bigint PRIMARY KEY); ALTER TABLE s.a RENAME TO b",
            List.of("CREATE TABLE s.b (x bigint, PRIMARY KEY(x))")),
        Arguments.of(
            GOOGLE_SQL,
            "ALTER DATABASE d SET OPTIONS (version_retention_period = '2d', default_leader = 'x')",
            List.of(
                "ALTER DATABASE e SET OPTIONS (default_leader = 'x')",
                "ALTER DATABASE e SET OPTIONS (version_retention_period = '2d')")));
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void givenItHasRun_nothingIsMissing(Dialect dialect, String ddl, List<String> existing) {
    DdlScript script = DdlScript.parse(ddl, dialect);

    assertThat(script.missingFrom(existing)).isEmpty();
    assertThat(script.missingFrom(List.of())).isEqualTo(script.getStatements());
  }

  @Test
  void givenPartOfIt_theRestIsMissing() {
    assertThat(
            missing(
                """
                CREATE TABLE A (X INT64) PRIMARY KEY (X);
                ALTER TABLE A ADD ROW DELETION POLICY (X);
                ALTER TABLE A ADD SYNONYM S;
                ALTER TABLE A RENAME TO B;
                CREATE INDEX I ON B (X);
                ALTER INDEX I ADD STORED COLUMN Y;
                """,
                "CREATE TABLE A (X INT64, SYNONYM(T)) PRIMARY KEY(X)",
                "CREATE INDEX I ON A(X) STORING (Z)"))
        .containsExactly(
            "ALTER TABLE A ADD ROW DELETION POLICY (X)",
            "ALTER TABLE A ADD SYNONYM S",
            "ALTER TABLE A RENAME TO B",
            "ALTER INDEX I ADD STORED COLUMN Y");
    assertThat(
            missing(
                "ALTER DATABASE d SET OPTIONS (a = 1, b = 2)",
                "ALTER DATABASE d SET OPTIONS (a = 1)"))
        .hasSize(1);
  }

  @Test
  void plansRenames() {
    DatabaseSchema planned =
        DdlScript.parse(
                """
                CREATE TABLE A (X INT64) PRIMARY KEY (X);
                CREATE TABLE C (X INT64, Y INT64, FOREIGN KEY (Y) REFERENCES A (X)) PRIMARY KEY (X, Y),
                  INTERLEAVE IN PARENT A;
                RENAME TABLE a TO B, C TO D;
                ALTER TABLE D RENAME TO E;
                ALTER TABLE B ADD COLUMN Z INT64;
                """,
                GOOGLE_SQL)
            .planned();

    assertThat(planned.getTables()).extracting(Table::getName).containsExactly("B", "E");
    Table child = planned.findTable("E").orElseThrow();
    assertThat(child.getParent()).hasValue("B");
    assertThat(child.getForeignKeys())
        .extracting(key -> key.getReferencedTable())
        .containsExactly("B");
    assertThat(child.getPrimaryKey()).extracting(KeyPart::getColumn).containsExactly("X", "Y");
    assertThat(planned.findTable("B").orElseThrow().findColumn("Z")).isPresent();
  }

  @Test
  void plansChangesOfColumns() {
    Table table =
        Iterables.getOnlyElement(
            DdlScript.parse(
                    """
                    CREATE TABLE T (A INT64, B STRING(9) NOT NULL, C STRING(9), D TIMESTAMP, E INT64
                      DEFAULT (1)) PRIMARY KEY (A);
                    ALTER TABLE T ALTER COLUMN B STRING(MAX);
                    ALTER TABLE T ALTER COLUMN C SET DEFAULT ('x');
                    ALTER TABLE t ALTER COLUMN d SET OPTIONS (allow_commit_timestamp = true);
                    ALTER TABLE T ALTER COLUMN D TIMESTAMP NOT NULL;
                    ALTER TABLE T ALTER COLUMN E DROP DEFAULT;
                    ALTER TABLE T ALTER COLUMN E SET FUTURE (x);
                    """,
                    GOOGLE_SQL)
                .planned()
                .getTables());

    Column b = table.findColumn("B").orElseThrow();
    assertThat(b.getTypeName()).isEqualTo("STRING(MAX)");
    assertThat(b.getMaxLength()).isEmpty();
    assertThat(b.isNullable()).isTrue();
    assertThat(table.findColumn("C").orElseThrow().getSource()).isEqualTo(Column.Source.DEFAULT);
    Column d = table.findColumn("D").orElseThrow();
    assertThat(d.isCommitTimestampAllowed()).isTrue();
    assertThat(d.isNullable()).isFalse();
    assertThat(table.findColumn("E").orElseThrow().getSource()).isEqualTo(Column.Source.WRITER);
  }

  @Test
  void plansChangesOfPostgresColumns() {
    Table table =
        Iterables.getOnlyElement(
            DdlScript.parse(
                    """
                    CREATE TABLE t (a bigint PRIMARY KEY, b varchar(9), c varchar(9) NOT NULL);
                    ALTER TABLE t ALTER COLUMN b TYPE varchar(20);
                    ALTER TABLE t ALTER b SET NOT NULL;
                    ALTER TABLE t ALTER COLUMN c SET DATA TYPE text;
                    ALTER TABLE ONLY t ALTER COLUMN c DROP NOT NULL;
                    ALTER TABLE t ALTER COLUMN c SET DEFAULT 'x';
                    """,
                    POSTGRES)
                .planned()
                .getTables());

    Column b = table.findColumn("b").orElseThrow();
    assertThat(b.getMaxLength()).hasValue(20);
    assertThat(b.isNullable()).isFalse();
    Column c = table.findColumn("c").orElseThrow();
    assertThat(c.getTypeName()).isEqualTo("text");
    assertThat(c.getMaxLength()).isEmpty();
    assertThat(c.isNullable()).isTrue();
    assertThat(c.getSource()).isEqualTo(Column.Source.DEFAULT);
  }

  private static List<String> missing(String script, String... existing) {
    return DdlScript.parse(script, GOOGLE_SQL).missingFrom(List.of(existing)).stream()
        .map(DdlStatement::getText)
        .toList();
  }
}
