package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.lintel.ddl.TranslatedSchema.Part;
import dev.lintel.schema.DatabaseSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranslatedSchemaTest {

  private static TranslatedSchema translated(
      Dialect from, Dialect to, boolean onlyTables, String... ddl) {
    DatabaseDefinition definition = DatabaseDefinition.of(from, List.of(ddl));
    return TranslatedSchema.of(definition, to, whole(definition), destination(to), onlyTables);
  }

  /** All columns of all tables. */
  private static List<Part> whole(DatabaseDefinition definition) {
    return definition.getTables().stream()
        .map(
            table ->
                new Part(
                    table.getName(),
                    ImmutableMap.copyOf(
                        Maps.asMap(
                            Set.copyOf(
                                table.getColumns().stream()
                                    .map(ColumnDefinition::getName)
                                    .toList()),
                            name -> name))))
        .toList();
  }

  private static DatabaseSchema destination(Dialect dialect, String... ddl) {
    return DdlScript.printed(dialect, List.of(ddl)).planned();
  }

  private static TranslatedSchema toPostgres(String... ddl) {
    return translated(Dialect.GOOGLE_STANDARD_SQL, Dialect.POSTGRESQL, true, ddl);
  }

  private static TranslatedSchema toGoogleSql(String... ddl) {
    return translated(Dialect.POSTGRESQL, Dialect.GOOGLE_STANDARD_SQL, true, ddl);
  }

  @Test
  void indexesThatLeaveOutNulls() {
    assertThat(
            toPostgres(
                    "CREATE TABLE T (A INT64 NOT NULL, B INT64, C INT64) PRIMARY KEY (A)",
                    "CREATE UNIQUE NULL_FILTERED INDEX I ON T (B DESC, C) STORING (A)")
                .statements())
        .contains(
            "CREATE UNIQUE INDEX \"I\" ON \"T\" (\"B\" DESC, \"C\") INCLUDE (\"A\") WHERE \"B\" IS"
                + " NOT NULL AND \"C\" IS NOT NULL");
    assertThat(
            toGoogleSql(
                    "CREATE TABLE t (a bigint PRIMARY KEY, b bigint, c bigint)",
                    "CREATE INDEX i ON t (b, c DESC NULLS LAST) INCLUDE (a) WHERE b IS NOT NULL AND"
                        + " c IS NOT NULL")
                .statements())
        .contains("CREATE NULL_FILTERED INDEX `i` ON `t` (`b`, `c` DESC) STORING (`a`)");
    assertThat(
            toGoogleSql(
                    "CREATE TABLE t (a bigint PRIMARY KEY, b bigint)",
                    "CREATE INDEX i ON t (a) WHERE b IS NOT NULL")
                .problems())
        .singleElement()
        .asString()
        .startsWith("table t: index i: its clause WHERE b IS NOT NULL is not translated");
  }

  @Test
  void literalsOfDefaults() {
    assertThat(
            toGoogleSql(
                    """
                    CREATE TABLE t (a bigint DEFAULT '-7'::bigint PRIMARY KEY,
                      b character varying DEFAULT 'it''s\\'::character varying, c boolean DEFAULT true,
                      d timestamp with time zone DEFAULT CURRENT_TIMESTAMP)
                    """)
                .statements())
        .singleElement()
        .asString()
        .contains(
            "`a` INT64 NOT NULL DEFAULT (-7)",
            "`b` STRING(MAX) DEFAULT ('it\\'s\\\\')",
            "`c` BOOL DEFAULT (true)",
            "`d` TIMESTAMP DEFAULT (CURRENT_TIMESTAMP())");
    assertThat(
            toPostgres(
                    """
                    CREATE TABLE T (A INT64 NOT NULL, B STRING(9) DEFAULT ("it's"),
                      C FLOAT64 DEFAULT (1.5e3)) PRIMARY KEY (A)
                    """)
                .statements())
        .singleElement()
        .asString()
        .contains("\"B\" character varying(9) DEFAULT ('it''s')", "DEFAULT (1.5e3)");
  }

  @Test
  void whatIsNotTranslatedIsNamed() {
    assertThat(
            toPostgres(
                    """
                    CREATE TABLE T (A NUMERIC NOT NULL, B DATE DEFAULT (CURRENT_DATE()),
                      C INT64 AS (EXTRACT(YEAR FROM B)) STORED, CONSTRAINT K CHECK (A > 0)) PRIMARY KEY (A DESC),
                      ROW DELETION POLICY (OLDER_THAN(B, INTERVAL 1 DAY))
                    """,
                    "CREATE SEARCH INDEX S ON T (B)")
                .problems())
        .containsExactlyInAnyOrder(
            "table T: the default expression of its column B, CURRENT_DATE(), is not translated",
            "table T: the generation expression of its column C, EXTRACT(YEAR FROM B), is not"
                + " translated",
            "table T: its check constraint (A > 0) is not translated",
            "table T: its key is sorted by A in descending order, which PostgreSQL has not",
            "table T: its key column A is NUMERIC",
            "table T: index S: a search or vector index is not translated",
            "table T: ROW DELETION POLICY (OLDER_THAN(B, INTERVAL 1 DAY))");
    assertThat(
            translated(
                    Dialect.GOOGLE_STANDARD_SQL,
                    Dialect.POSTGRESQL,
                    false,
                    "CREATE PROTO BUNDLE (a.B)",
                    "CREATE LOCALITY GROUP Fast OPTIONS (storage = 'ssd')",
                    "CREATE TABLE T (A INT64 NOT NULL) PRIMARY KEY (A)",
                    "CREATE INDEX NewKind ON T (LOWER(A)) FUTURE (x) STORING (LOWER(A))",
                    "CREATE CHANGE STREAM Changes FOR ALL",
                    "CREATE PROPERTY GRAPH G NODE TABLES (T)",
                    "CREATE ROLE r",
                    "GRANT SELECT ON TABLE T\n TO ROLE r")
                .problems())
        .containsExactlyInAnyOrder(
            "the proto bundle",
            "locality group Fast",
            "table T: this statement cannot be read: CREATE INDEX NewKind ON T (LOWER(A)) FUTURE"
                + " (x) STORING (LOWER(A))",
            "change stream Changes",
            "property graph G",
            "role r",
            "GRANT SELECT ON TABLE T TO ROLE r");
  }

  @Test
  void onlyWhatIsOfTablesIsAProblemOfTables() {
    assertThat(
            toPostgres(
                    "CREATE TABLE T (A INT64 NOT NULL) PRIMARY KEY (A)",
                    "CREATE PROPERTY GRAPH G NODE TABLES (T)",
                    "CREATE INDEX NewKind ON T ((A))")
                .problems())
        .containsExactly("table T: this statement cannot be read: CREATE INDEX NewKind ON T ((A))");
  }

  @Test
  void clausesOfAnIdentityColumnAreInTheOrderOfGoogleSql() {
    assertThat(
            toGoogleSql(
                    "CREATE TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY"
                        + " (BIT_REVERSED_POSITIVE SKIP RANGE 1 9) PRIMARY KEY)")
                .statements())
        .singleElement()
        .asString()
        .contains(
            "`id` INT64 NOT NULL GENERATED BY DEFAULT AS IDENTITY (BIT_REVERSED_POSITIVE SKIP RANGE"
                + " 1, 9)");
  }

  @Test
  void optionsOfTheDatabaseComeFirst() {
    String options =
        "ALTER DATABASE d SET OPTIONS (default_sequence_kind = 'bit_reversed_positive',"
            + " default_time_zone = \"UTC\")";
    String counting = "CREATE TABLE T (Id INT64 AUTO_INCREMENT) PRIMARY KEY (Id)";
    String kind =
        "ALTER DATABASE \"database\" SET spanner.default_sequence_kind = 'bit_reversed_positive'";
    String zone = "ALTER DATABASE \"database\" SET spanner.default_time_zone = 'UTC'";

    assertThat(
            translated(Dialect.GOOGLE_STANDARD_SQL, Dialect.POSTGRESQL, false, options, counting)
                .statements())
        .startsWith(kind, zone);
    assertThat(toPostgres(options, counting).statements())
        .as("of tables alone, what they need")
        .hasSize(3)
        .startsWith(kind, zone);
    assertThat(toPostgres(options, "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)").statements())
        .hasSize(2)
        .startsWith(zone);
    assertThat(
            toPostgres(
                    options,
                    "CREATE SEQUENCE S",
                    "CREATE TABLE T (Id INT64 DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE S)))"
                        + " PRIMARY KEY (Id)")
                .statements())
        .startsWith(kind, zone, "CREATE SEQUENCE \"S\"");
    DatabaseDefinition existing =
        DatabaseDefinition.of(
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(options, "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)"));
    assertThat(
            TranslatedSchema.of(
                    existing,
                    Dialect.POSTGRESQL,
                    whole(existing),
                    destination(
                        Dialect.POSTGRESQL, "CREATE TABLE \"T\" (\"Id\" bigint PRIMARY KEY)"),
                    true)
                .statements())
        .isEmpty();
  }

  @Test
  void sequencesAndSchemasWithoutATableAreOfTheDatabase() {
    String[] ddl = {
      "CREATE SCHEMA s",
      "CREATE SEQUENCE Unused BIT_REVERSED_POSITIVE",
      "CREATE TABLE T (A INT64) PRIMARY KEY (A)"
    };
    assertThat(translated(Dialect.GOOGLE_STANDARD_SQL, Dialect.POSTGRESQL, false, ddl).statements())
        .startsWith("CREATE SCHEMA \"s\"", "CREATE SEQUENCE \"Unused\" BIT_REVERSED_POSITIVE");
    assertThat(toPostgres(ddl).statements()).hasSize(1);
  }

  @Test
  void inTheSameDialectColumnsKeepWhatTheyNeed() {
    String[] ddl = {
      "CREATE PROTO BUNDLE (a.B)",
      "CREATE LOCALITY GROUP Fast OPTIONS (storage = 'ssd')",
      "CREATE LOCALITY GROUP Slow OPTIONS (storage = 'hdd')",
      "CREATE FUNCTION F(x INT64) AS (x)",
      "CREATE TABLE T (A INT64 DEFAULT (F(1)), P a.B, L INT64 OPTIONS (locality_group = 'Fast'))"
          + " PRIMARY KEY (A)"
    };
    Dialect same = Dialect.GOOGLE_STANDARD_SQL;

    assertThat(translated(same, same, true, ddl).statements())
        .hasSize(4)
        .startsWith(ddl[0], ddl[1], ddl[3]);
    TranslatedSchema whole = translated(same, same, false, ddl);
    assertThat(whole.statements()).hasSize(5).contains(ddl[2]);
    assertThat(whole.problems()).isEmpty();
  }

  @Test
  void ofATableThatIsThereOnlyWhatComesAfterTheRowsIsTranslated() {
    DatabaseDefinition definition =
        DatabaseDefinition.of(
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(
                "CREATE TABLE T (Id INT64, A INT64 AS (Id + 1) STORED, B INT64, C STRING(9),"
                    + " CONSTRAINT Positive CHECK (B > 0)) PRIMARY KEY (Id DESC)",
                "CREATE TABLE U (Id INT64, TId INT64) PRIMARY KEY (Id)",
                "CREATE TABLE V (Id INT64) PRIMARY KEY (Id)",
                "ALTER TABLE U ADD CONSTRAINT OfT FOREIGN KEY (TId) REFERENCES T (Id)",
                "ALTER TABLE U ADD CONSTRAINT OfV FOREIGN KEY (TId) REFERENCES V (Id)",
                "ALTER TABLE T ADD CONSTRAINT OfU FOREIGN KEY (B) REFERENCES U (Id)",
                "CREATE INDEX ByA ON T (A)",
                "CREATE INDEX ByB ON T (B)",
                "CREATE INDEX ById ON T (Id)",
                "CREATE SEARCH INDEX ByC ON T (C)"));

    TranslatedSchema translated =
        TranslatedSchema.of(
            definition,
            Dialect.POSTGRESQL,
            whole(definition).stream().filter(part -> !part.table().equals("V")).toList(),
            destination(
                Dialect.POSTGRESQL,
                "CREATE TABLE t (id bigint PRIMARY KEY, b bigint, c varchar)",
                "CREATE TABLE \"U\" (\"Id\" bigint PRIMARY KEY, \"TId\" bigint,"
                    + " FOREIGN KEY (\"TId\") REFERENCES t (id))",
                "CREATE TABLE \"V\" (\"Id\" bigint PRIMARY KEY)",
                "CREATE INDEX byid ON t (id)"),
            true);

    assertThat(translated.problems()).isEmpty();
    assertThat(translated.statements())
        .containsExactlyInAnyOrder(
            "CREATE INDEX \"ByB\" ON \"t\" (\"b\")",
            "ALTER TABLE \"t\" ADD CONSTRAINT \"OfU\" FOREIGN KEY (\"b\") REFERENCES \"U\""
                + " (\"Id\")",
            "ALTER TABLE \"U\" ADD CONSTRAINT \"OfV\" FOREIGN KEY (\"TId\") REFERENCES \"V\""
                + " (\"Id\")");
    assertThat(translated.notes())
        .containsExactly(
            "table T: the index ByA is not created, because its column A is left out",
            "table T: the index ByC is not created: a search or vector index is not translated");
  }

  @Test
  void ofATableThatIsThereAndCannotBeReadWhatComesAfterTheRowsIsTranslated() {
    DatabaseDefinition definition =
        DatabaseDefinition.of(
                Dialect.GOOGLE_STANDARD_SQL,
                List.of(
                    "CREATE TABLE T (Id INT64, B INT64) PRIMARY KEY (Id)",
                    "ALTER TABLE T ADD CONSTRAINT Self FOREIGN KEY (B) REFERENCES T (Id)",
                    "CREATE INDEX ByB ON T (B)"))
            .toBuilder()
            .setUnreadTables(List.of("T"))
            .build();
    DatabaseSchema there =
        destination(
            Dialect.POSTGRESQL, "CREATE TABLE \"T\" (\"Id\" bigint PRIMARY KEY, \"B\" bigint)");

    TranslatedSchema translated =
        TranslatedSchema.of(definition, Dialect.POSTGRESQL, whole(definition), there, true);

    assertThat(translated.problems()).isEmpty();
    assertThat(translated.statements())
        .containsExactly(
            "ALTER TABLE \"T\" ADD CONSTRAINT \"Self\" FOREIGN KEY (\"B\") REFERENCES \"T\""
                + " (\"Id\")",
            "CREATE INDEX \"ByB\" ON \"T\" (\"B\")");
    assertThat(
            TranslatedSchema.of(
                    definition,
                    Dialect.POSTGRESQL,
                    whole(definition),
                    destination(Dialect.POSTGRESQL),
                    true)
                .problems())
        .containsExactly("table T: its DDL cannot be read");
  }

  @Test
  void anIndexWithAColumnThatIsLeftOutIsNoProblemWhateverKindItIsOf() {
    DatabaseDefinition definition =
        DatabaseDefinition.of(
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(
                "CREATE TABLE T (Id INT64, A STRING(9), B TOKENLIST) PRIMARY KEY (Id)",
                "CREATE INDEX OfA ON T (A) OPTIONS (locality_group = 'Cold')",
                "CREATE SEARCH INDEX OfB ON T (B)",
                "CREATE SEARCH INDEX ByA ON T (Id) PARTITION BY A",
                "CREATE SEARCH INDEX OfId ON T (Id)"));

    TranslatedSchema translated =
        TranslatedSchema.of(
            definition,
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(new Part("T", ImmutableMap.of("Id", "Id"))),
            destination(Dialect.GOOGLE_STANDARD_SQL),
            true);

    assertThat(translated.problems())
        .containsExactly("table T: index OfId: a search or vector index is not translated");
    assertThat(translated.notes())
        .containsExactly(
            "table T: the index OfA is not created, because its column A is left out",
            "table T: the index OfB is not created, because its column B is left out",
            "table T: the index ByA is not created, because its column A is left out");
  }

  @Test
  void aTableIsCreatedForOneThatIsThereUnderItsNameThere() {
    DatabaseDefinition definition =
        DatabaseDefinition.of(
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(
                "CREATE TABLE P (Id INT64) PRIMARY KEY (Id)",
                "CREATE TABLE C (Id INT64, N INT64, CONSTRAINT F FOREIGN KEY (N) REFERENCES P (Id))"
                    + " PRIMARY KEY (Id, N), INTERLEAVE IN PARENT P"));

    assertThat(
            TranslatedSchema.of(
                    definition,
                    Dialect.POSTGRESQL,
                    whole(definition).subList(1, 2),
                    destination(Dialect.POSTGRESQL, "CREATE TABLE p (id bigint PRIMARY KEY)"),
                    true)
                .statements())
        .satisfiesExactly(
            table -> assertThat(table).endsWith("INTERLEAVE IN PARENT \"p\""),
            key ->
                assertThat(key)
                    .isEqualTo(
                        "ALTER TABLE \"C\" ADD CONSTRAINT \"F\" FOREIGN KEY (\"N\") REFERENCES"
                            + " \"p\" (\"id\")"));
  }

  @Test
  void ofOtherColumnsInTheSameDialect() {
    DatabaseDefinition definition =
        DatabaseDefinition.of(
            Dialect.GOOGLE_STANDARD_SQL,
            Arrays.asList(
                "CREATE TABLE T (A INT64 NOT NULL, B INT64, C STRING(9), CONSTRAINT K CHECK (B >"
                    + " 0), CONSTRAINT F FOREIGN KEY (B) REFERENCES T (A)) PRIMARY KEY (A)",
                "CREATE INDEX I ON T (C)",
                "CREATE INDEX J ON T (B)"));
    TranslatedSchema translated =
        TranslatedSchema.of(
            definition,
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(new Part("T", ImmutableMap.of("A", "Id", "B", "B"))),
            destination(Dialect.GOOGLE_STANDARD_SQL),
            true);
    assertThat(translated.statements())
        .containsExactly(
            """
            CREATE TABLE `T` (
              `Id` INT64 NOT NULL,
              `B` INT64,
              CONSTRAINT `K` CHECK (B > 0)
            ) PRIMARY KEY (`Id`)\
            """,
            "ALTER TABLE `T` ADD CONSTRAINT `F` FOREIGN KEY (`B`) REFERENCES `T` (`Id`)",
            "CREATE INDEX `J` ON `T` (`B`)");
    assertThat(translated.notes())
        .containsExactly("table T: the index I is not created, because its column C is left out");
  }
}
