package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptDialectTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE T (A INT64) PRIMARY KEY (A)",
        "CREATE TABLE T (A INT32) PRIMARY KEY (A); CREATE TABLE U (A DATE PRIMARY KEY)",
        "CREATE TABLE `t` (a DATE PRIMARY KEY)",
        "CREATE TABLE T (A INT64 DEFAULT ('",
        "CREATE SCHEMA s",
        ""
      })
  void givenGoogleSqlOrEither_isGoogleSql(String ddl) {
    assertThat(ScriptDialect.of(ddl)).isEqualTo(Dialect.GOOGLE_STANDARD_SQL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a bigint PRIMARY KEY)",
        "CREATE TABLE t (a bigint PRIMARY KEY); CREATE TABLE u (a typo PRIMARY KEY)",
        "CREATE TABLE t (a DATE PRIMARY KEY, b DATE DEFAULT 'C:\\')"
      })
  void givenPostgres_isPostgres(String ddl) {
    assertThat(ScriptDialect.of(ddl)).isEqualTo(Dialect.POSTGRESQL);
  }

  @Test
  void theProjectsScriptsHaveTheirDialect() {
    DdlScripts.all()
        .forEach(
            named -> {
              StringBuilder text = new StringBuilder();
              named.script().getStatements().forEach(s -> text.append(s.getText()).append(";\n"));
              assertThat(ScriptDialect.of(text.toString()))
                  .as(named.name())
                  .isEqualTo(named.script().getDialect());
            });
  }
}
