package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaScriptTest {

  private static final String TABLE = "CREATE TABLE %s (A INT64) PRIMARY KEY(A)";

  @Test
  void ordersStatementsThatTheEmulatorDoesNotSupport() {
    SchemaScript script =
        googleSql(
            "GRANT SELECT ON TABLE T TO ROLE r",
            "CREATE ROLE r",
            "CREATE CHANGE STREAM C FOR ALL",
            "CREATE PROPERTY GRAPH G NODE TABLES (V)",
            "CREATE VIEW V SQL SECURITY DEFINER AS SELECT W.A FROM W",
            "CREATE VIEW W SQL SECURITY INVOKER AS SELECT F(T.A) AS A FROM T",
            "CREATE MODEL M INPUT(a INT64) OUTPUT(b INT64) REMOTE",
            "CREATE VECTOR INDEX I ON T(V) OPTIONS (distance_type = 'COSINE')",
            "CREATE TABLE Child (A INT64, B INT64) PRIMARY KEY(A, B), INTERLEAVE IN T",
            "CREATE TABLE T (A INT64 DEFAULT (F(1)), SYNONYM(U)) PRIMARY KEY(A), ROW DELETION"
                + " POLICY (OLDER_THAN(M, INTERVAL 3 DAY))",
            "CREATE FUNCTION F(x INT64) AS (G(x))",
            "CREATE FUNCTION G(x INT64) AS (x)",
            "CREATE SEQUENCE Q",
            "CREATE PLACEMENT P OPTIONS (instance_partition = 'x')",
            "CREATE LOCALITY GROUP L OPTIONS (storage = 'ssd')",
            "CREATE SCHEMA s",
            "CREATE PROTO BUNDLE (a.B)",
            "ALTER DATABASE d SET OPTIONS (version_retention_period = '2h')",
            "CREATE SOMETHING new ' AND strange");

    assertThat(script.getBeforeRows())
        .containsExactly(
            "ALTER DATABASE d SET OPTIONS (version_retention_period = '2h')",
            "CREATE PROTO BUNDLE (a.B)",
            "CREATE SCHEMA s",
            "CREATE LOCALITY GROUP L OPTIONS (storage = 'ssd')",
            "CREATE PLACEMENT P OPTIONS (instance_partition = 'x')",
            "CREATE SEQUENCE Q",
            "CREATE FUNCTION G(x INT64) AS (x)",
            "CREATE FUNCTION F(x INT64) AS (G(x))",
            "CREATE TABLE T (A INT64 DEFAULT (F(1)), SYNONYM(U)) PRIMARY KEY(A), ROW DELETION"
                + " POLICY (OLDER_THAN(M, INTERVAL 3 DAY))",
            "CREATE TABLE Child (A INT64, B INT64) PRIMARY KEY(A, B), INTERLEAVE IN T",
            "CREATE MODEL M INPUT(a INT64) OUTPUT(b INT64) REMOTE",
            "CREATE VIEW W SQL SECURITY INVOKER AS SELECT F(T.A) AS A FROM T",
            "CREATE VIEW V SQL SECURITY DEFINER AS SELECT W.A FROM W",
            "CREATE PROPERTY GRAPH G NODE TABLES (V)");
    assertThat(script.getAfterRows())
        .containsExactly(
            "CREATE VECTOR INDEX I ON T(V) OPTIONS (distance_type = 'COSINE')",
            "CREATE CHANGE STREAM C FOR ALL",
            "CREATE ROLE r",
            "GRANT SELECT ON TABLE T TO ROLE r",
            "CREATE SOMETHING new ' AND strange");
  }

  @Test
  void movesForeignKeysAndChangesNothingElse() {
    SchemaScript script =
        googleSql(
            """
            CREATE TABLE T (
              A INT64 NOT NULL OPTIONS ( x = 1 ),
              CONSTRAINT Fk FOREIGN KEY(A) REFERENCES U(A) ON DELETE CASCADE NOT ENFORCED,
              FOREIGN KEY(A) REFERENCES T(A),
              CONSTRAINT Ck CHECK(A > 0),
            ) PRIMARY KEY(A), FUTURE CLAUSE (x)\
            """,
            "CREATE UNIQUE INDEX I ON T(A)");

    assertThat(script.getBeforeRows())
        .containsExactly(
            """
            CREATE TABLE T (
              A INT64 NOT NULL OPTIONS ( x = 1 ),
              CONSTRAINT Ck CHECK(A > 0)
            ) PRIMARY KEY(A), FUTURE CLAUSE (x)\
            """);
    assertThat(script.getAfterRows())
        .containsExactly(
            "CREATE UNIQUE INDEX I ON T(A)",
            "ALTER TABLE `T` ADD CONSTRAINT Fk FOREIGN KEY(A) REFERENCES U(A) ON DELETE CASCADE NOT"
                + " ENFORCED",
            "ALTER TABLE `T` ADD FOREIGN KEY(A) REFERENCES T(A)");
  }

  @Test
  void givenAdditionsToATable_addsColumnsBeforeChecksAndKeysAfterRows() {
    SchemaScript script =
        googleSql(
            "ALTER TABLE T ADD CONSTRAINT Fk FOREIGN KEY(B) REFERENCES T(A)",
            "ALTER TABLE T ADD CONSTRAINT Ck CHECK(B > 0)",
            "ALTER TABLE T ADD COLUMN B INT64",
            TABLE.formatted("T"));

    assertThat(script.getBeforeRows())
        .containsExactly(
            TABLE.formatted("T"),
            "ALTER TABLE T ADD COLUMN B INT64",
            "ALTER TABLE T ADD CONSTRAINT Ck CHECK(B > 0)");
    assertThat(script.getAfterRows())
        .containsExactly("ALTER TABLE T ADD CONSTRAINT Fk FOREIGN KEY(B) REFERENCES T(A)");
  }

  @Test
  void givenPostgres_keepsTheTtl() {
    SchemaScript script =
        SchemaScript.of(
            Dialect.POSTGRESQL,
            List.of(
                "CREATE TABLE s.t (\"q\"\"q\" bigint, PRIMARY KEY(\"q\"\"q\"), FOREIGN KEY"
                    + " (\"q\"\"q\") REFERENCES u(a)) TTL INTERVAL '3 days' ON m"));

    assertThat(script.getBeforeRows())
        .containsExactly(
            """
            CREATE TABLE s.t (
              "q""q" bigint,
              PRIMARY KEY("q""q")
            ) TTL INTERVAL '3 days' ON m\
            """);
    assertThat(script.getAfterRows())
        .containsExactly("ALTER TABLE \"s\".\"t\" ADD FOREIGN KEY (\"q\"\"q\") REFERENCES u(a)");
  }

  @Test
  void givenAViewThatForcesAnIndex_createsItAndItsDependentsAfterTheIndex() {
    SchemaScript script =
        googleSql(
            TABLE.formatted("T"),
            "CREATE INDEX I ON T(A)",
            "CREATE VIEW I2 SQL SECURITY INVOKER AS SELECT V.A FROM V",
            "CREATE VIEW V SQL SECURITY INVOKER AS SELECT T.A FROM T@{FORCE_INDEX=I}",
            "CREATE VIEW W SQL SECURITY INVOKER AS SELECT T.A FROM T",
            "CREATE CHANGE STREAM C FOR ALL");

    assertThat(script.getBeforeRows())
        .containsExactly(
            TABLE.formatted("T"), "CREATE VIEW W SQL SECURITY INVOKER AS SELECT T.A FROM T");
    assertThat(script.getAfterRows())
        .containsExactly(
            "CREATE INDEX I ON T(A)",
            "CREATE VIEW V SQL SECURITY INVOKER AS SELECT T.A FROM T@{FORCE_INDEX=I}",
            "CREATE VIEW I2 SQL SECURITY INVOKER AS SELECT V.A FROM V",
            "CREATE CHANGE STREAM C FOR ALL");
  }

  @Test
  void namesTheDatabaseThatItRunsOn() {
    assertThat(
            googleSql("ALTER DATABASE my-old SET OPTIONS (a = 'ALTER DATABASE x SET')")
                .forDatabase("new-db")
                .getBeforeRows())
        .containsExactly("ALTER DATABASE `new-db` SET OPTIONS (a = 'ALTER DATABASE x SET')");
    assertThat(
            SchemaScript.of(
                    Dialect.POSTGRESQL,
                    List.of("ALTER DATABASE \"old\" SET spanner.default_time_zone = 'UTC'"))
                .forDatabase("new-db")
                .getBeforeRows())
        .containsExactly("ALTER DATABASE \"new-db\" SET spanner.default_time_zone = 'UTC'");
  }

  @Test
  void anOptionThatIsAlreadySetIsNotMissing() {
    List<String> existing =
        List.of(
            "ALTER DATABASE my-db SET OPTIONS (version_retention_period = '2h')", "CREATE ROLE r");

    assertThat(missing("ALTER DATABASE `x` SET OPTIONS(version_retention_period=\"2h\")", existing))
        .isEmpty();
    assertThat(
            missing("ALTER DATABASE `x` SET OPTIONS (version_retention_period = '2H')", existing))
        .hasSize(1);
    assertThat(missing("GRANT SELECT ON TABLE T TO ROLE r", existing)).hasSize(1);
    assertThat(
            DdlScript.parse(
                    "ALTER DATABASE \"x\" SET spanner.default_time_zone TO 'UTC'",
                    Dialect.POSTGRESQL)
                .missingFrom(
                    List.of("ALTER DATABASE \"d\" SET \"spanner.default_time_zone\" = 'UTC'")))
        .isEmpty();
  }

  @Test
  void givenTables_keepsWhatTheyNeedAndNoForeignKeyToOtherTables() {
    SchemaScript script =
        googleSql(
                "ALTER DATABASE d SET OPTIONS (a = 1)",
                "CREATE PROTO BUNDLE (a.B)",
                "CREATE LOCALITY GROUP L OPTIONS (storage = 'ssd')",
                "CREATE PLACEMENT P OPTIONS (instance_partition = 'x')",
                "CREATE SCHEMA s",
                "CREATE SCHEMA other",
                "CREATE SEQUENCE s.Q",
                "CREATE SEQUENCE Unused",
                "CREATE TABLE T (A INT64 DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE s.Q)), FOREIGN"
                    + " KEY(A) REFERENCES U(A), FOREIGN KEY(A) REFERENCES T(A)) PRIMARY KEY(A)",
                TABLE.formatted("U"),
                TABLE.formatted("other.T"),
                "CREATE INDEX I ON T(A)",
                "CREATE INDEX other.I ON other.T(A)",
                "CREATE VIEW V SQL SECURITY INVOKER AS SELECT T.A FROM T",
                "CREATE CHANGE STREAM C FOR T",
                "GRANT SELECT ON TABLE T TO ROLE r")
            .forTables(Set.of("t"));

    assertThat(script.getBeforeRows())
        .containsExactly(
            "CREATE SCHEMA s",
            "CREATE SEQUENCE s.Q",
            """
            CREATE TABLE T (
              A INT64 DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE s.Q))
            ) PRIMARY KEY(A)\
            """);
    assertThat(script.getAfterRows())
        .containsExactly(
            "CREATE INDEX I ON T(A)", "ALTER TABLE `T` ADD FOREIGN KEY(A) REFERENCES T(A)");
  }

  @Test
  void givenTablesWithPlacementsTypesOrGroups_keepsThose() {
    String[] needed = {
      "CREATE PROTO BUNDLE (a.B, a.C)",
      "CREATE LOCALITY GROUP Fast OPTIONS (storage = 'ssd')",
      "CREATE PLACEMENT P OPTIONS (instance_partition = 'x')",
      "CREATE TABLE T (A INT64, B ARRAY<`a.C`>, P STRING(MAX) PLACEMENT KEY, L INT64 OPTIONS"
          + " (locality_group = 'Fast')) PRIMARY KEY(A)"
    };
    List<String> ddl = new ArrayList<>(List.of(needed));
    ddl.add("CREATE LOCALITY GROUP Slow OPTIONS (storage = 'hdd')");
    ddl.add(TABLE.formatted("U"));
    ddl.add(
        "ALTER DATABASE d SET OPTIONS (opt_in_dataplacement_preview = true,"
            + " default_sequence_kind = 'bit_reversed_positive')");
    SchemaScript script = SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, ddl);

    assertThat(script.forTables(Set.of("T")).getBeforeRows())
        .containsExactly(
            "ALTER DATABASE `database` SET OPTIONS (opt_in_dataplacement_preview = true)",
            needed[0],
            needed[1],
            needed[2],
            needed[3]);
    assertThat(script.forTables(Set.of("U")).getBeforeRows()).containsExactly(TABLE.formatted("U"));
  }

  @Test
  void givenATableWithAnIndexInALocalityGroup_keepsTheGroup() {
    String group = "CREATE LOCALITY GROUP Cold OPTIONS (storage = 'hdd')";
    String index = "CREATE INDEX I ON T(A) OPTIONS (locality_group = 'Cold')";
    SchemaScript script =
        googleSql(group, TABLE.formatted("T"), TABLE.formatted("U"), index).forTables(Set.of("T"));

    assertThat(script.getBeforeRows()).containsExactly(group, TABLE.formatted("T"));
    assertThat(script.getAfterRows()).containsExactly(index);
    assertThat(
            SchemaScript.of(
                    Dialect.POSTGRESQL,
                    List.of(
                        "CREATE LOCALITY GROUP cold STORAGE 'hdd'",
                        "CREATE TABLE t (a bigint PRIMARY KEY)",
                        "CREATE INDEX i ON t (a) LOCALITY GROUP cold"))
                .forTables(Set.of("t"))
                .getBeforeRows())
        .hasSize(2)
        .contains("CREATE LOCALITY GROUP cold STORAGE 'hdd'");
  }

  @Test
  void givenTables_keepsTheTimeZoneOfTheirExpressions() {
    String zone = "ALTER DATABASE `database` SET OPTIONS (default_time_zone = 'UTC')";
    String table = "CREATE TABLE T (A INT64, D DATE DEFAULT (CURRENT_DATE())) PRIMARY KEY(A)";

    assertThat(
            googleSql(
                    "ALTER DATABASE d SET OPTIONS (default_time_zone = 'UTC',"
                        + " version_retention_period = '7d')",
                    table)
                .forTables(Set.of("T"))
                .getBeforeRows())
        .containsExactly(zone, table);
  }

  @Test
  void givenAProtoBundleThatCannotBeRead_keepsIt() {
    String bundle = "CREATE PROTO BUNDLE (a.B, 'future')";
    DdlStatement read = DdlStatement.verbatim(bundle, Dialect.GOOGLE_STANDARD_SQL);
    assertThatThrownBy(() -> ObjectReader.protoBundle(read))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(googleSql(bundle, TABLE.formatted("T")).forTables(Set.of("T")).getBeforeRows())
        .containsExactly(bundle, TABLE.formatted("T"));
  }

  @ParameterizedTest
  @CsvSource({
    "GOOGLE_STANDARD_SQL, CREATE TABLE t (a INT64 AUTO_INCREMENT) PRIMARY KEY(a), true",
    "GOOGLE_STANDARD_SQL, CREATE TABLE t (b INT64), true",
    "GOOGLE_STANDARD_SQL, CREATE TABLE t (a INT64 DEFAULT (F(SEQUENCE q))) PRIMARY KEY(a), true",
    "GOOGLE_STANDARD_SQL, CREATE TABLE t (a INT64 GENERATED BY DEFAULT AS IDENTITY"
        + " (BIT_REVERSED_POSITIVE)) PRIMARY KEY(a), false",
    "GOOGLE_STANDARD_SQL, CREATE TABLE t (a INT64) PRIMARY KEY(a), false",
    "POSTGRESQL, CREATE TABLE t (a serial PRIMARY KEY), true",
    "POSTGRESQL, CREATE TABLE t (a bigint PRIMARY KEY), false"
  })
  void givenTables_keepsTheDefaultKindOfTheirCounters(Dialect dialect, String table, boolean kept) {
    String option =
        dialect == Dialect.POSTGRESQL
            ? "ALTER DATABASE d SET spanner.default_sequence_kind = 'bit_reversed_positive'"
            : "ALTER DATABASE d SET OPTIONS (default_sequence_kind = 'bit_reversed_positive')";
    assertThat(
            SchemaScript.of(dialect, List.of(option, "CREATE SEQUENCE q", table))
                .forTables(Set.of("t"))
                .getBeforeRows()
                .stream()
                .filter(statement -> statement.contains("default_sequence_kind")))
        .hasSize(kept ? 1 : 0);
  }

  @Test
  void givenTablesThatAreThere_keepsTheForeignKeysToThem() {
    SchemaScript script =
        googleSql(
            "CREATE TABLE T (A INT64, CONSTRAINT ToU FOREIGN KEY(A) REFERENCES U(A), CONSTRAINT ToV"
                + " FOREIGN KEY(A) REFERENCES V(A)) PRIMARY KEY(A)",
            TABLE.formatted("U"),
            TABLE.formatted("V"));

    SchemaScript selected = script.forTables(Set.of("T"), Set.of("U"));

    assertThat(selected.getBeforeRows()).hasSize(1);
    assertThat(selected.getAfterRows())
        .containsExactly("ALTER TABLE `T` ADD CONSTRAINT ToU FOREIGN KEY(A) REFERENCES U(A)");
  }

  @Test
  void givenPostgres_findsTheSequenceInTheDefault() {
    SchemaScript script =
        SchemaScript.of(
                Dialect.POSTGRESQL,
                List.of(
                    "CREATE SEQUENCE q BIT_REVERSED_POSITIVE",
                    "CREATE SEQUENCE unused BIT_REVERSED_POSITIVE",
                    "CREATE TABLE t (id bigint DEFAULT nextval('public.q'::text), PRIMARY KEY(id))",
                    "CREATE TABLE \"T\" (id bigint, PRIMARY KEY(id))"))
            .forTables(Set.of("t"));

    assertThat(script.getBeforeRows())
        .hasSize(2)
        .contains("CREATE SEQUENCE q BIT_REVERSED_POSITIVE");
  }

  private static SchemaScript googleSql(String... ddl) {
    return SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, List.of(ddl));
  }

  private static List<DdlStatement> missing(String statement, List<String> existing) {
    return DdlScript.parse(statement, Dialect.GOOGLE_STANDARD_SQL).missingFrom(existing);
  }

  @Test
  void anOrderThatHasWorkedIsKeptIfANameIsAlsoThatOfAColumn() {
    List<String> ddl =
        List.of(
            "CREATE TABLE O (Id INT64, Amount INT64) PRIMARY KEY (Id)",
            "CREATE VIEW Totals SQL SECURITY INVOKER AS SELECT O.Id, O.Amount AS Orders FROM O",
            "CREATE VIEW Orders SQL SECURITY INVOKER AS SELECT Totals.Id FROM Totals");
    assertThat(SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, ddl).getBeforeRows()).isEqualTo(ddl);
  }

  @Test
  void databaseOptionsCanBeSelectedOneByOne() {
    SchemaScript script =
        SchemaScript.of(
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(
                "ALTER DATABASE d SET OPTIONS (default_leader = 'us-east1',"
                    + " version_retention_period = '7d', default_time_zone = 'UTC')",
                "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)"));
    assertThat(
            script
                .withDatabaseOptions(name -> !name.equals("default_leader"))
                .forDatabase("copy")
                .getBeforeRows())
        .containsExactly(
            "ALTER DATABASE `copy` SET OPTIONS (default_time_zone = 'UTC')",
            "ALTER DATABASE `copy` SET OPTIONS (version_retention_period = '7d')",
            "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE T (Id INT64, V STRING(9) CONSTRAINT (V != '')) PRIMARY KEY (Id)",
        "CREATE TABLE T (Id INT64 REFERENCES REFERENCES) PRIMARY KEY (Id)",
        "ALTER TABLE T ADD CHECK (Id > 0) (Id",
        "CREATE VIEW V SQL SECURITY INVOKER AS SELECT [1"
      })
  void aStatementThatCannotBeReadIsNotChanged(String unreadable) {
    String other = "CREATE TABLE U (Id INT64) PRIMARY KEY (Id)";
    SchemaScript script = SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, List.of(unreadable, other));
    assertThat(script.getBeforeRows()).contains(other);
    assertThat(Stream.concat(script.getBeforeRows().stream(), script.getAfterRows().stream()))
        .containsExactlyInAnyOrder(unreadable, other);
    DatabaseDefinition printed =
        DatabaseDefinition.of(Dialect.GOOGLE_STANDARD_SQL, List.of(unreadable));
    SchemaScript again = SchemaScript.of(printed);
    assertThat(Stream.concat(again.getBeforeRows().stream(), again.getAfterRows().stream()))
        .containsExactly(unreadable);
  }
}
