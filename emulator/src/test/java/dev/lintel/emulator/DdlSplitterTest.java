package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import org.junit.jupiter.api.Test;

class DdlSplitterTest {

  @Test
  void splitsAtSemicolonsOutsideOfQuotesAndComments() {
    String script =
        """
        -- the parent; of all
        CREATE TABLE `odd;name` (
          K INT64 NOT NULL, /* a; b */
          V STRING(MAX) DEFAULT ('it\\'s; "so"'), # why;
        ) PRIMARY KEY (K);

        CREATE INDEX I ON `odd;name` (V);;
        ALTER DATABASE d SET OPTIONS (default_time_zone = "Europe/Vienna; \\"x")
        """;

    assertThat(DdlSplitter.split(Dialect.GOOGLE_STANDARD_SQL, script))
        .hasSize(3)
        .satisfies(
            statements -> {
              assertThat(statements.get(0))
                  .startsWith("CREATE TABLE `odd;name` (")
                  .contains("'it\\'s; \"so\"'")
                  .endsWith("PRIMARY KEY (K)")
                  .doesNotContain("--", "/*", "#");
              assertThat(statements.get(1)).isEqualTo("CREATE INDEX I ON `odd;name` (V)");
              assertThat(statements.get(2)).startsWith("ALTER").endsWith("\\\"x\")");
            });
  }

  @Test
  void inPostgreSql_aBackslashIsAnOrdinaryCharacter() {
    String script =
        """
        create table "a;b" (k varchar primary key default '\\'); -- c;
        create index i on "a;b" (k);
        """;

    assertThat(DdlSplitter.split(Dialect.POSTGRESQL, script))
        .containsExactly(
            "create table \"a;b\" (k varchar primary key default '\\')",
            "create index i on \"a;b\" (k)");
  }

  @Test
  void givenOnlyComments_hasNoStatements() {
    assertThat(DdlSplitter.split(Dialect.GOOGLE_STANDARD_SQL, "-- nothing; here\n;\n")).isEmpty();
  }

  @Test
  void splitsOutsideOfEveryKindOfString() {
    assertThat(
            DdlSplitter.split(
                Dialect.GOOGLE_STANDARD_SQL, "A '''it's; ''' r'\\';'; B \"\"\"x\";\"\"\"; C `d;e`"))
        .containsExactly("A '''it's; ''' r'\\';'", "B \"\"\"x\";\"\"\"", "C `d;e`");
    assertThat(
            DdlSplitter.split(
                Dialect.POSTGRESQL,
                "A $$it's; $$ $x$;$$;$x$; B E'\\';' 'e'';\\'; C \"d;\"\"e\" $1; D"))
        .containsExactly("A $$it's; $$ $x$;$$;$x$", "B E'\\';' 'e'';\\'", "C \"d;\"\"e\" $1", "D");
  }

  @Test
  void commentsOfPostgreSqlAreNested() {
    assertThat(DdlSplitter.split(Dialect.POSTGRESQL, "A /* ; /* ; */ ; */ # 1; B -- ;"))
        .containsExactly("A  # 1", "B");
    assertThat(DdlSplitter.split(Dialect.GOOGLE_STANDARD_SQL, "A /* /* */ 1 # ;\n; B"))
        .containsExactly("A  1", "B");
  }

  @Test
  void aLongStringIsAString() {
    String statement = "A '" + "x;".repeat(100_000) + "'";

    for (Dialect dialect : Dialect.values()) {
      assertThat(DdlSplitter.split(dialect, statement)).containsExactly(statement);
    }
  }
}
