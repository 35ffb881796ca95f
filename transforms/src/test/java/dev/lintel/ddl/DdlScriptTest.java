package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.sun.management.ThreadMXBean;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Index;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.schema.Tables;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DdlScriptTest {

  @Test
  void splitsGoogleSqlOutsideOfLiteralsAndComments() {
    DdlScript script =
        googleSql(
            """
            -- leading; comment
            ANALYZE; ; /* only; a comment */ ;
            A 'x;''y\\';' "a;" ";" r'\\';' b"--;" '''it's ";
            ''' \"""a"b;\""" # trailing; comment
            `c;--` 1-- no more;
            """);

    assertThat(script.getStatements())
        .extracting(DdlStatement::getText)
        .containsExactly(
            "ANALYZE",
            """
            A 'x;''y\\';' "a;" ";" r'\\';' b"--;" '''it's ";
            ''' \"""a"b;\"""
            `c;--` 1\
            """);
    assertThat(script.getStatements()).extracting(DdlStatement::getLine).containsExactly(2, 3);
  }

  @Test
  void splitsPostgresOutsideOfLiteralsAndComments() {
    DdlScript script =
        postgres(
            """
            A 'it''s; \\'; B "x;""y" E'a\\';b'; C $$a;'$$ $t$;$$;$t$ $1 a$b;
            D /* outer /* inner; */ ; */ # 1 -- ; end
            """);

    assertThat(script.getStatements())
        .extracting(DdlStatement::getText)
        .containsExactly(
            "A 'it''s; \\'", "B \"x;\"\"y\" E'a\\';b'", "C $$a;'$$ $t$;$$;$t$ $1 a$b", "D # 1");
  }

  @Test
  void givenAnEmptyScript_hasNoStatements() {
    assertThat(googleSql(" \n-- nothing\n;").getStatements()).isEmpty();
  }

  static Stream<Arguments> unterminated() {
    return Stream.of(
        Arguments.of(Dialect.GOOGLE_STANDARD_SQL, "A 'x", "Line 3: the string does not end"),
        Arguments.of(Dialect.GOOGLE_STANDARD_SQL, "A '''x''", "Line 3: the string does not end"),
        Arguments.of(
            Dialect.GOOGLE_STANDARD_SQL, "A `x", "Line 3: the quoted identifier does not end"),
        Arguments.of(Dialect.GOOGLE_STANDARD_SQL, "A /* x", "Line 3: the comment does not end"),
        Arguments.of(Dialect.POSTGRESQL, "A $t$ x $$", "Line 3: the string does not end"),
        Arguments.of(Dialect.POSTGRESQL, "A /* /* */", "Line 3: the comment does not end"),
        Arguments.of(Dialect.POSTGRESQL, "A \"x", "Line 3: the quoted identifier does not end"));
  }

  @ParameterizedTest
  @MethodSource("unterminated")
  void givenSomethingThatDoesNotEnd_theMessageHasItsLine(
      Dialect dialect, String text, String message) {
    assertThatThrownBy(() -> DdlScript.parse("ANALYZE;\n\n" + text, dialect))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("create table T (A INT64) PRIMARY KEY (A)", Kind.TABLE, "T", null),
        Arguments.of(
            "CREATE TABLE IF NOT EXISTS `s`.`T` (A INT64) PRIMARY KEY (A)",
            Kind.TABLE,
            "s.T",
            null),
        Arguments.of("CREATE INDEX I ON T (A)", Kind.INDEX, "I", "T"),
        Arguments.of(
            "CREATE UNIQUE NULL_FILTERED INDEX IF NOT EXISTS s.I ON s.T (A)",
            Kind.INDEX,
            "s.I",
            "s.T"),
        Arguments.of("CREATE SEARCH INDEX I ON T (A)", Kind.INDEX, "I", "T"),
        Arguments.of("CREATE VECTOR INDEX I ON T (A)", Kind.INDEX, "I", "T"),
        Arguments.of("CREATE OR REPLACE VIEW V AS SELECT 1", Kind.VIEW, "V", null),
        Arguments.of("CREATE SEQUENCE Q", Kind.SEQUENCE, "Q", null),
        Arguments.of("CREATE CHANGE STREAM C FOR ALL", Kind.CHANGE_STREAM, "C", null),
        Arguments.of("CREATE SCHEMA S", Kind.SCHEMA, "S", null),
        Arguments.of("CREATE ROLE R", Kind.ROLE, "R", null),
        Arguments.of("CREATE OR REPLACE MODEL M REMOTE", Kind.MODEL, "M", null),
        Arguments.of("CREATE PROPERTY GRAPH G NODE TABLES (T)", Kind.PROPERTY_GRAPH, "G", null),
        Arguments.of("CREATE FUNCTION s.F(x INT64) AS (x)", Kind.FUNCTION, "s.F", null),
        Arguments.of("CREATE PLACEMENT P", Kind.PLACEMENT, "P", null),
        Arguments.of("CREATE LOCALITY GROUP L", Kind.LOCALITY_GROUP, "L", null),
        Arguments.of("CREATE PROTO BUNDLE (a.B)", Kind.PROTO_BUNDLE, null, null),
        Arguments.of("ALTER TABLE T ADD COLUMN C INT64", Kind.COLUMN, "C", "T"),
        Arguments.of("ALTER TABLE T ADD C INT64", Kind.COLUMN, "C", "T"),
        Arguments.of("ALTER TABLE T ADD CONSTRAINT C CHECK (A > 0)", Kind.CONSTRAINT, "C", "T"),
        Arguments.of(
            "ALTER TABLE T ADD FOREIGN KEY (A) REFERENCES U (B)", Kind.CONSTRAINT, null, "T"),
        Arguments.of("ALTER TABLE T ADD ROW DELETION POLICY (X)", Kind.OTHER, null, null),
        Arguments.of("ALTER TABLE T ALTER COLUMN C INT64", Kind.OTHER, null, null),
        Arguments.of("ALTER DATABASE d SET OPTIONS (a = 1)", Kind.OTHER, null, null),
        Arguments.of("GRANT SELECT ON TABLE T TO ROLE R", Kind.OTHER, null, null),
        Arguments.of("DROP TABLE T", Kind.OTHER, null, null));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void knowsWhatAStatementCreates(String ddl, Kind kind, String name, String table) {
    DdlStatement statement = googleSql(ddl).getStatements().get(0);

    assertThat(statement.getKind()).isEqualTo(kind);
    assertThat(statement.getName().orElse(null)).isEqualTo(name);
    assertThat(statement.getTable().orElse(null)).isEqualTo(table);
  }

  @Test
  void givenPostgres_foldsUnquotedNamesAndDropsPublic() {
    assertThat(
            postgres(
                    """
                    CREATE TABLE Public.Foo (a bigint PRIMARY KEY);
                    CREATE TABLE "Foo" (a bigint PRIMARY KEY);
                    CREATE INDEX Bar ON Sales."Foo" (a);
                    """)
                .getStatements())
        .extracting(statement -> statement.getName().orElseThrow())
        .containsExactly("foo", "Foo", "sales.bar");
  }

  @Test
  void leavesOutExistingObjects() {
    assertThat(
            missing(
                Dialect.GOOGLE_STANDARD_SQL,
                """
                CREATE SCHEMA sales;
                CREATE TABLE a (X INT64, Y INT64) PRIMARY KEY (X);
                CREATE TABLE IF NOT EXISTS B (X INT64) PRIMARY KEY (X);
                CREATE INDEX sales.I ON sales.T (X);
                CREATE OR REPLACE VIEW V AS SELECT 1;
                ALTER TABLE A ADD COLUMN y INT64;
                ALTER TABLE A ADD COLUMN Z INT64;
                ALTER TABLE A ADD CONSTRAINT C CHECK (X > 0);
                ALTER TABLE A ADD CONSTRAINT D CHECK (X > 0);
                ALTER TABLE A ADD CHECK (x > 0);
                ALTER TABLE A ADD FOREIGN KEY (X) REFERENCES b (X);
                ALTER TABLE A ADD FOREIGN KEY (Y) REFERENCES B (X);
                GRANT SELECT ON TABLE A TO ROLE r;
                """,
                """
                CREATE TABLE A (X INT64, Y INT64, CONSTRAINT c CHECK(X>0),
                  CONSTRAINT FK_1 FOREIGN KEY(X) REFERENCES B(X) ON DELETE NO ACTION)
                  PRIMARY KEY(X)
                """,
                "CREATE INDEX sales.i ON sales.T(X)",
                "CREATE VIEW V SQL SECURITY INVOKER AS SELECT 1"))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS B (X INT64) PRIMARY KEY (X)",
            "ALTER TABLE A ADD COLUMN Z INT64",
            "ALTER TABLE A ADD CONSTRAINT D CHECK (X > 0)",
            "ALTER TABLE A ADD FOREIGN KEY (Y) REFERENCES B (X)",
            "GRANT SELECT ON TABLE A TO ROLE r");
  }

  @Test
  void givenADrop_theDroppedObjectIsMissing() {
    assertThat(
            missing(
                Dialect.GOOGLE_STANDARD_SQL,
                """
                DROP TABLE IF EXISTS T;
                CREATE TABLE T (A INT64) PRIMARY KEY (A);
                ALTER TABLE T ADD COLUMN B INT64;
                ALTER TABLE U DROP CONSTRAINT C;
                ALTER TABLE U ADD CONSTRAINT C CHECK (B > 0);
                CREATE VIEW V AS SELECT 1;
                """,
                "CREATE TABLE T (A INT64, B INT64) PRIMARY KEY (A)",
                "CREATE TABLE U (A INT64, CONSTRAINT C CHECK (A > 0)) PRIMARY KEY (A)",
                "CREATE VIEW V AS SELECT 2"))
        .hasSize(5)
        .doesNotContain("CREATE VIEW V AS SELECT 1");
  }

  @Test
  void givenPostgres_caseMatters() {
    assertThat(
            missing(
                Dialect.POSTGRESQL,
                """
                CREATE TABLE Foo (a bigint PRIMARY KEY);
                CREATE TABLE "Foo" (a bigint PRIMARY KEY);
                """,
                "CREATE TABLE foo (\n  a bigint NOT NULL,\n  PRIMARY KEY(a)\n)"))
        .containsExactly("CREATE TABLE \"Foo\" (a bigint PRIMARY KEY)");
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("CREATE TABLE (A INT64)", "expected a name"),
        Arguments.of("CREATE TABLE T A INT64", "expected ("),
        Arguments.of("CREATE TABLE T (A INT64", "it ends too early"),
        Arguments.of("CREATE TABLE T (A INT32) PRIMARY KEY (A)", "unknown column type INT32"),
        Arguments.of(
            "CREATE TABLE T (A " + "ARRAY<".repeat(10_000) + "INT64" + ">".repeat(10_000) + ")",
            "a column type has at most one type within another"),
        Arguments.of("CREATE TABLE T (A INT64) PRIMARY KEY (B)", "its primary key has no column B"),
        Arguments.of(
            "CREATE TABLE T (A INT64 PRIMARY KEY) PRIMARY KEY (A)",
            "the table has two primary keys"),
        Arguments.of(
            "CREATE TABLE T (A INT64, FOREIGN KEY (A) REFERENCES U (A, B)) PRIMARY KEY (A)",
            "the foreign key references a different number of columns"),
        Arguments.of("ALTER TABLE Nowhere ADD COLUMN A INT64", "there is no table Nowhere"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void givenAnUnreadableStatement_theMessageSaysWhereAndWhy(String ddl, String why) {
    assertThatThrownBy(() -> googleSql("ANALYZE;\n" + ddl).planned())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Line 2: cannot read this DDL statement, " + why + ": ")
        .hasMessageContaining(ddl.substring(0, Math.min(60, ddl.length())));
  }

  /** Each is said to be unreadable before the next one is tried. */
  @Test
  void aLongStatementWithManyUnreadableElementsTakesLittleMemory() {
    String table = "CREATE TABLE T (" + "A, ".repeat(20_000) + "B INT64) PRIMARY KEY (B)";
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    DatabaseDefinition.of(Dialect.GOOGLE_STANDARD_SQL, List.of(table));

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(60L << 20);
  }

  @Test
  void readsStatementsThatTheEmulatorDoesNotAccept() {
    Table table =
        Tables.googleSql(
                """
                CREATE TABLE Other (A INT64, B STRING(MAX)) PRIMARY KEY (A);
                CREATE TABLE T (
                  A INT64 AUTO_INCREMENT,
                  B UUID NOT NULL DEFAULT (NEW_UUID()),
                  C TIMESTAMP DEFAULT (CURRENT_TIMESTAMP()) ON UPDATE (CURRENT_TIMESTAMP()) HIDDEN,
                  D a.b.Message,
                  E INT64 REFERENCES other (a) ON DELETE CASCADE NOT ENFORCED,
                  F STRING(MAX) NOT NULL PLACEMENT KEY,
                  G INTERVAL,
                  PRIMARY KEY (B DESC, a),
                ), INTERLEAVE IN Other, OPTIONS (locality_group = 'x');
                """)
            .findTable("t")
            .orElseThrow();

    assertThat(table.getPrimaryKey())
        .containsExactly(KeyPart.of("B", KeyPart.Order.DESC), KeyPart.ascending("A"));
    assertThat(table.getParent()).isEmpty();
    assertThat(table.getForeignKeys())
        .containsExactly(
            ForeignKey.of("", List.of("E"), "Other", List.of("A"))
                .withOnDelete(Table.OnDelete.CASCADE));
    assertThat(table.getColumns())
        .extracting(Column::getTypeName)
        .containsExactly(
            "INT64", "UUID", "TIMESTAMP", "PROTO<a.b.Message>", "INT64", "STRING(MAX)", "INTERVAL");
    assertThat(table.getColumns())
        .filteredOn(column -> column.getSource() == Column.Source.DEFAULT)
        .extracting(Column::getName)
        .containsExactly("A", "B", "C");
  }

  @Test
  void givenAnExistingTable_plansOnlyAdditions() {
    DatabaseSchema existing = Tables.googleSql("CREATE TABLE T (A INT64, B INT64) PRIMARY KEY (A)");

    DatabaseSchema planned =
        googleSql(
                """
                CREATE TABLE t (Different INT64) PRIMARY KEY (Different);
                ALTER TABLE T ADD COLUMN b STRING(MAX);
                ALTER TABLE T ADD COLUMN C STRING(5) NOT NULL;
                CREATE INDEX I ON t (c);
                """)
            .plannedOn(existing);

    Table table = Tables.only(planned);
    assertThat(table.getName()).isEqualTo("T");
    assertThat(table.getColumns())
        .containsExactly(
            existing.getTables().get(0).getColumns().get(0),
            existing.getTables().get(0).getColumns().get(1),
            Column.builder()
                .setName("C")
                .setType(Type.string())
                .setTypeName("STRING(5)")
                .setMaxLength(5)
                .setNullable(false)
                .build());
    assertThat(table.getIndexes())
        .containsExactly(
            Index.builder().setName("I").setKeyParts(List.of(KeyPart.ascending("C"))).build());
  }

  private static DdlScript googleSql(String text) {
    return DdlScript.parse(text, Dialect.GOOGLE_STANDARD_SQL);
  }

  private static DdlScript postgres(String text) {
    return DdlScript.parse(text, Dialect.POSTGRESQL);
  }

  private static List<String> missing(Dialect dialect, String script, String... existing) {
    return DdlScript.parse(script, dialect).missingFrom(List.of(existing)).stream()
        .map(DdlStatement::getText)
        .toList();
  }
}
