package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Splitter;
import dev.lintel.ddl.DdlStatement.Kind;
import dev.lintel.ddl.TableDefinition.Interleave;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import dev.lintel.schema.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are keywords of DDL and may be names all the same. */
class NonReservedWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Constraint",
        "Primary",
        "Foreign",
        "Key",
        "Check",
        "Unique",
        "Synonym",
        "Column",
        "Options",
        "Hidden",
        "Generated",
        "References",
        "Placement",
        "Locality",
        "Row",
        "Ttl",
        "Interleave",
        "Index",
        "Table",
        "Storing",
        "Add",
        "Vector",
        "Only"
      })
  void nameColumnsAndTables(String word) {
    String ddl =
        """
        CREATE TABLE T (Id INT64, %1$s STRING(MAX) NOT NULL, B BOOL, CHECK (Id > 0)) PRIMARY KEY (Id);
        CREATE TABLE %1$s (Id INT64, %1$s INT64) PRIMARY KEY (%1$s, Id);
        CREATE TABLE Child (%1$s INT64, Id INT64, X INT64) PRIMARY KEY (%1$s, Id, X),
          INTERLEAVE IN PARENT %1$s ON DELETE CASCADE;
        CREATE INDEX I ON %1$s (%1$s);
        ALTER TABLE %1$s ADD COLUMN Z INT64;
        CREATE TABLE Added (Id INT64) PRIMARY KEY (Id);
        ALTER TABLE Added ADD COLUMN %1$s STRING(MAX) NOT NULL;
        """
            .formatted(word);

    var schema = Tables.googleSql(ddl);
    for (String table : List.of("T", "Added")) {
      assertThat(schema.findTable(table).orElseThrow().findColumn(word))
          .hasValueSatisfying(
              column -> {
                assertThat(column.getTypeName()).isEqualTo("STRING(MAX)");
                assertThat(column.isNullable()).isFalse();
              });
    }
    Table named = schema.findTable(word).orElseThrow();
    assertThat(named.getColumns()).extracting(Column::getName).containsExactly("Id", word, "Z");
    assertThat(named.getIndexes()).hasSize(1);
    assertThat(schema.findTable("Child").orElseThrow().getParent()).hasValue(word);
    DatabaseDefinition definition =
        DatabaseDefinition.of(
            Dialect.GOOGLE_STANDARD_SQL,
            Splitter.onPattern(";\\s*").omitEmptyStrings().splitToList(ddl));
    assertThat(definition.getNotExpressible()).isEmpty();
    assertThat(definition.getTables()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD Constraint STRING(MAX)",
        "ADD Synonym STRING(MAX)",
        "ADD Row STRING(MAX)",
        "ADD Ttl INTERVAL"
      })
  void nameColumnsThatAreAddedWithoutTheWordColumn(String addition) {
    DdlStatement statement =
        DdlScript.parse("ALTER TABLE T " + addition, Dialect.GOOGLE_STANDARD_SQL)
            .getStatements()
            .get(0);

    assertThat(statement.getKind()).isEqualTo(Kind.COLUMN);
    assertThat(statement.getName()).hasValue(Splitter.on(' ').splitToList(addition).get(1));
  }

  @Test
  void parentNamesATableThatRowsDoNotNeed() {
    TableDefinition table =
        DatabaseDefinition.of(
                Dialect.GOOGLE_STANDARD_SQL,
                List.of("CREATE TABLE T (A INT64) PRIMARY KEY(A), INTERLEAVE IN Parent"))
            .getTables()
            .get(0);

    assertThat(table.getInterleave().orElseThrow().parent()).isEqualTo("Parent");
    assertThat(table.getInterleave().orElseThrow().kind()).isEqualTo(Interleave.Kind.IN);
  }

  @Test
  void inPostgresUnknownConstraintsAreNoColumns() {
    DatabaseDefinition definition =
        DatabaseDefinition.of(
            Dialect.POSTGRESQL,
            List.of(
                "CREATE TABLE t (a bigint, CONSTRAINT c FUTURE (a), PRIMARY KEY(a))",
                "CREATE TABLE u (\"constraint\" bigint, key bigint, PRIMARY KEY(key))"));

    assertThat(definition.getTables().get(0).getColumns())
        .extracting(ColumnDefinition::getName)
        .containsExactly("a");
    assertThat(definition.getTables().get(1).getColumns())
        .extracting(ColumnDefinition::getName)
        .containsExactly("constraint", "key");
    assertThat(definition.getNotExpressible()).containsExactly("t: CONSTRAINT c FUTURE (a)");
  }
}
