package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedScriptTest {

  private static OrderedScript ordered(String ddl) {
    return ordered(Dialect.GOOGLE_STANDARD_SQL, ddl);
  }

  private static OrderedScript ordered(Dialect dialect, String ddl) {
    return OrderedScript.of(DdlScript.parse(ddl, dialect));
  }

  private static List<String> before(OrderedScript script) {
    return script.beforeRows().getStatements().stream()
        .map(statement -> statement.getText().replaceAll("\\s+", " "))
        .toList();
  }

  @Test
  void whatAStatementNeedsComesFirst_otherwiseTheOrderStays() {
    OrderedScript script =
        ordered(
            """
            CREATE VIEW V SQL SECURITY INVOKER AS SELECT Child.Id FROM Child;
            CREATE INDEX ByName ON Child (Name);
            CREATE TABLE Child (Id INT64, Name STRING(9),
              CONSTRAINT FK FOREIGN KEY (Name) REFERENCES later (Name)) PRIMARY KEY (Id),
              INTERLEAVE IN PARENT Parent;
            CREATE TABLE First (Id INT64) PRIMARY KEY (Id);
            CREATE TABLE Parent (Id INT64 DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE S)))
              PRIMARY KEY (Id);
            CREATE TABLE Later (Name STRING(9)) PRIMARY KEY (Name);
            CREATE SEQUENCE S OPTIONS (sequence_kind = 'bit_reversed_positive');
            ALTER TABLE First ADD COLUMN C INT64;
            """);
    assertThat(before(script).stream().map(s -> s.replaceAll("^(\\w+ \\w+ \\w+).*", "$1")))
        .containsExactly(
            "CREATE SEQUENCE S",
            "CREATE TABLE Parent",
            "CREATE TABLE Later",
            "CREATE TABLE Child",
            "CREATE VIEW V",
            "CREATE INDEX ByName",
            "CREATE TABLE First",
            "ALTER TABLE First");
    assertThat(script.afterRows()).isEmpty();
  }

  @Test
  void keysToLaterTablesOfACircleAreTakenOut() {
    OrderedScript script =
        ordered(
            """
            CREATE TABLE A (Id INT64, BId INT64, Me INT64, FOREIGN KEY (Me) REFERENCES A (Id),
              CONSTRAINT ToB FOREIGN KEY (BId) REFERENCES B (Id)) PRIMARY KEY (Id);
            CREATE TABLE B (Id INT64, AId INT64,
              CONSTRAINT ToA FOREIGN KEY (AId) REFERENCES A (Id)) PRIMARY KEY (Id);
            CREATE TABLE C (Id INT64, BId INT64,
              CONSTRAINT ToB2 FOREIGN KEY (BId) REFERENCES B (Id)) PRIMARY KEY (Id);
            """);
    assertThat(script.afterRows())
        .containsExactly("ALTER TABLE `A` ADD CONSTRAINT ToB FOREIGN KEY (BId) REFERENCES B (Id)");
    assertThat(before(script))
        .satisfiesExactly(
            a -> assertThat(a).contains("REFERENCES A (Id)").doesNotContain("ToB"),
            b -> assertThat(b).contains("ToA"),
            c -> assertThat(c).contains("ToB2"));
  }

  @Test
  void aKeyThatIsAddedLaterAndClosesACircleIsTakenOut() {
    OrderedScript script =
        ordered(
            """
            CREATE TABLE A (Id INT64, BId INT64) PRIMARY KEY (Id);
            CREATE TABLE B (Id INT64, AId INT64,
              CONSTRAINT ToA FOREIGN KEY (AId) REFERENCES A (Id)) PRIMARY KEY (Id);
            ALTER TABLE A ADD CONSTRAINT ToB FOREIGN KEY (BId) REFERENCES B (Id);
            ALTER TABLE B ADD CONSTRAINT ToAToo FOREIGN KEY (Id) REFERENCES A (Id);
            """);
    assertThat(script.afterRows())
        .containsExactly("ALTER TABLE A ADD CONSTRAINT ToB FOREIGN KEY (BId) REFERENCES B (Id)");
    assertThat(before(script)).hasSize(3).last().asString().contains("ToAToo");
  }

  @Test
  void aParentComesBeforeItsChildEvenInACircle() {
    OrderedScript script =
        ordered(
            """
            CREATE TABLE Child (Id INT64, Nr INT64) PRIMARY KEY (Id, Nr),
              INTERLEAVE IN PARENT Parent;
            CREATE TABLE Parent (Id INT64, Best INT64,
              CONSTRAINT ToBest FOREIGN KEY (Id, Best) REFERENCES Child (Id, Nr)) PRIMARY KEY (Id);
            """);
    assertThat(before(script).get(0)).startsWith("CREATE TABLE Parent");
    assertThat(script.afterRows()).singleElement().asString().contains("ToBest");
  }

  @Test
  void referencesOfAColumnAreTakenOutToo() {
    OrderedScript script =
        ordered(
            Dialect.POSTGRESQL,
            """
            CREATE TABLE a (id bigint PRIMARY KEY,
              b_id bigint CONSTRAINT to_b REFERENCES b (id) NOT NULL, c bigint DEFAULT 1);
            CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a (id));
            """);
    assertThat(script.afterRows())
        .containsExactly(
            "ALTER TABLE \"a\" ADD CONSTRAINT to_b FOREIGN KEY (\"b_id\") REFERENCES b (id)");
    assertThat(before(script).get(0)).contains("b_id bigint NOT NULL, c bigint DEFAULT 1");
    assertThat(before(script).get(1)).contains("a_id bigint REFERENCES a (id)");
  }

  @Test
  void theRestOfAColumnStaysAsItIsWritten() {
    OrderedScript script =
        ordered(
            Dialect.POSTGRESQL,
            """
            CREATE TABLE a (id bigint PRIMARY KEY,
              b_id bigint DEFAULT '0'::bigint REFERENCES b (id) CHECK (b_id >= 1.5),
              x_id bigint REFERENCES b (id) REFERENCES c (id) NOT NULL);
            CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a (id));
            CREATE TABLE c (id bigint PRIMARY KEY);
            """);
    assertThat(before(script))
        .anySatisfy(
            a ->
                assertThat(a)
                    .contains(
                        "b_id bigint DEFAULT '0'::bigint CHECK (b_id >= 1.5),",
                        "x_id bigint REFERENCES c (id) NOT NULL"));
  }

  @Test
  void alterDatabaseNamesTheTargetAndStatementsKeepTheirLines() {
    OrderedScript script =
        ordered(
                """
                CREATE TABLE A (Id INT64, FOREIGN KEY (Id) REFERENCES B (Id)) PRIMARY KEY (Id);

                ALTER DATABASE old-name SET OPTIONS (version_retention_period = '2h');
                CREATE TABLE B (Id INT65, FOREIGN KEY (Id) REFERENCES A (Id)) PRIMARY KEY (Id);
                """)
            .forDatabase("new-name");
    assertThat(before(script))
        .contains("ALTER DATABASE `new-name` SET OPTIONS (version_retention_period = '2h')");
    assertThatThrownBy(() -> script.beforeRows().planned()).hasMessageStartingWith("Line 4: ");
  }
}
