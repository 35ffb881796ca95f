package dev.lintel.ddl;

import static com.google.cloud.spanner.Dialect.GOOGLE_STANDARD_SQL;
import static com.google.cloud.spanner.Dialect.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlTextTest {

  @Test
  void commentsAndLiteralsDoNotCount() {
    SqlText text = SqlText.of("/* ; */ Name = ';)' -- Id", GOOGLE_STANDARD_SQL);
    assertThat(text.hasSemicolon()).isFalse();
    assertThat(text.isBalanced()).isTrue();
    assertThat(text.hasIdentifier("NAME")).isTrue();
    assertThat(text.hasIdentifier("Id")).isFalse();
    assertThat(text.firstWord()).contains("NAME");
    assertThat(SqlText.of(" -- Id", GOOGLE_STANDARD_SQL).isEmpty()).isTrue();
  }

  @Test
  void whatAStringIsDependsOnTheDialect() {
    assertThat(SqlText.of("\"a;b\" = 1", GOOGLE_STANDARD_SQL).hasIdentifier("a;b")).isFalse();
    assertThat(SqlText.of("\"a;b\" = 1", POSTGRESQL).hasIdentifier("a;b")).isTrue();
  }

  @Test
  void aParenthesisThatClosesWhatItDidNotOpenIsNotBalanced() {
    assertThat(SqlText.of("a) OR (b", GOOGLE_STANDARD_SQL).isBalanced()).isFalse();
    assertThat(SqlText.of("(a", GOOGLE_STANDARD_SQL).isBalanced()).isFalse();
    assertThat(SqlText.of("(a) OR (b)", GOOGLE_STANDARD_SQL).isBalanced()).isTrue();
  }

  @Test
  void whatDoesNotEndIsAnError() {
    assertThatThrownBy(() -> SqlText.of("a = 'b", POSTGRESQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Line 1: the string does not end");
  }
}
