package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.lintel.ddl.TranslatedSchema.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranslatedSchemaTest {

  private static TranslatedSchema translated(
      Dialect from, Dialect to, boolean onlyTables, String... ddl) {
    DatabaseDefinition definition = DatabaseDefinition.of(from, List.of(ddl));
    return TranslatedSchema.of(
        definition,
        to,
        definition.getTables().stream()
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
            .toList(),
        onlyTables);
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
                    "CREATE TABLE T (A INT64 NOT NULL) PRIMARY KEY (A)",
                    "CREATE CHANGE STREAM Changes FOR ALL")
                .problems())
        .containsExactly("change stream Changes");
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
