package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.Iterables;
import dev.lintel.schema.Column;
import dev.lintel.schema.Index;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DDL of servers that are newer than this release. */
class UnknownClausesTest {

  private static final Dialect GOOGLE_SQL = Dialect.GOOGLE_STANDARD_SQL;
  private static final Dialect POSTGRES = Dialect.POSTGRESQL;

  static Stream<Arguments> clauses() {
    return Stream.of(
        Arguments.of(
            GOOGLE_SQL,
            "CREATE TABLE t (a INT64 NOT NULL BLUE, b STRING(9) DEFAULT ('x') SHADE (1, 2) HIDDEN,"
                + " CONSTRAINT f FUTURE KEY (a), SYNONYM(s)) PRIMARY KEY(a HASH, b DESC) FUTURE"
                + " CLAUSE (x, y), INTERLEAVE IN PARENT p ON DELETE CASCADE, OPTIONS (o = 1),"
                + " ROW DELETION POLICY (X)"),
        Arguments.of(
            GOOGLE_SQL,
            "CREATE TABLE t (a INT64 NOT NULL GENERATED SOMETIMES AS (1), b STRING(9) DEFAULT NOW"
                + " ON INSERT (x)) COLUMNAR POLICY x PRIMARY KEY(a, b DESC), INTERLEAVE IN PARENT p"
                + " ON DELETE CASCADE"),
        Arguments.of(
            POSTGRES,
            "CREATE TABLE t (a bigint NOT NULL LOCALITY GROUP g, b varchar(9) DEFAULT 'x'::text"
                + " LOCALITY GROUP g, CONSTRAINT f EXCLUDE (a), FOREIGN KEY (a) REFERENCES u,"
                + " PRIMARY KEY(a, b HASH) FUTURE) INTERLEAVE IN PARENT p ON DELETE CASCADE"
                + " COLUMNAR POLICY 'enabled' WITH (type = 'x', a = 1) LOCALITY GROUP g TTL"
                + " INTERVAL '3 days' ON c"));
  }

  @ParameterizedTest
  @MethodSource("clauses")
  void whatRowsNeedIsKnownAllTheSame(Dialect dialect, String ddl) {
    DdlScript script = DdlScript.printed(dialect, List.of(ddl));
    Table table = Iterables.getOnlyElement(script.planned().getTables());

    assertThat(table.getColumns()).extracting(Column::getName).contains("a", "b");
    assertThat(table.findColumn("a").orElseThrow().isNullable()).isFalse();
    assertThat(table.findColumn("b").orElseThrow().getSource()).isEqualTo(Column.Source.DEFAULT);
    assertThat(table.findColumn("b").orElseThrow().getMaxLength()).hasValue(9);
    assertThat(table.getPrimaryKey()).extracting(KeyPart::getColumn).containsExactly("a", "b");
    assertThat(table.getParent()).hasValue("p");
    assertThat(script.getStatements()).extracting(DdlStatement::getText).containsExactly(ddl);
    DatabaseDefinition definition = DatabaseDefinition.of(dialect, List.of(ddl));
    assertThat(definition.getTables()).hasSize(1);
    assertThat(definition.getNotExpressible())
        .isNotEmpty()
        .allMatch(text -> text.startsWith("t: "));
    assertThat(SchemaScript.of(definition).getBeforeRows()).containsExactly(ddl);
  }

  @Test
  void aStatementThatCannotBeReadIsTextThatMayExist() {
    String view = "CREATE VIEW v AS SELECT 'x";
    String table = "CREATE TABLE t (a INT64) PRIMARY KEY(a)";
    DdlScript script = DdlScript.printed(GOOGLE_SQL, List.of(table, view));

    assertThat(script.missingFrom(List.of("CREATE 'unreadable", "? ??", table)))
        .extracting(DdlStatement::getText)
        .containsExactly(view);
    assertThat(script.missingFrom(List.of(view, table))).isEmpty();
    assertThat(SchemaScript.of(GOOGLE_SQL, List.of(view, table)).getAfterRows())
        .containsExactly(view);
  }

  @Test
  void aCommaInBracketsDoesNotEndAColumn() {
    Table table =
        Iterables.getOnlyElement(
            DdlScript.parse(
                    "CREATE TABLE t (a bigint PRIMARY KEY, v bigint[] DEFAULT ARRAY[1, 2] NOT NULL,"
                        + " b bigint)",
                    POSTGRES)
                .planned()
                .getTables());

    assertThat(table.getColumns()).extracting(Column::getName).containsExactly("a", "v", "b");
    assertThat(table.findColumn("v").orElseThrow().isNullable()).isFalse();
    assertThat(
            DatabaseDefinition.of(
                    POSTGRES,
                    List.of("CREATE TABLE t (v bigint[] DEFAULT ARRAY[1, 2], PRIMARY KEY(v))"))
                .getTables()
                .get(0)
                .getColumns()
                .get(0)
                .getDefaultExpression())
        .hasValue("ARRAY[1, 2]");
  }

  @Test
  void anIndexThatCannotBeReadIsPlannedWithoutIt() {
    assertThat(
            DdlScript.parse(
                    "CREATE TABLE t (a varchar PRIMARY KEY); CREATE INDEX i ON t ((lower(a)));"
                        + " CREATE INDEX j ON t (a)",
                    POSTGRES)
                .planned()
                .findTable("t")
                .orElseThrow()
                .getIndexes())
        .extracting(Index::getName)
        .containsExactly("j");
  }
}
