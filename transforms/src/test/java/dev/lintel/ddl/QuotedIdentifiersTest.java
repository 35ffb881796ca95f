package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Identifiers;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** A quoted name is one token, whatever is in the name, and reads as the same name. */
class QuotedIdentifiersTest {

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                "`", "\"", "\\", "'", ";", "--", "/*", "*/", "#", "$", "$$", ".", " ", "\n", "\r",
                "\t", ")", "(", ",", "``", "\"\"", "\\`", "\\n", "Select", "é", "😀", "?", "@p"),
            Arbitraries.strings().ofMinLength(1).ofMaxLength(2));
    return pieces.list().ofMinSize(1).ofMaxSize(7).map(list -> String.join("", list));
  }

  @Property(tries = 2000, seed = "20261129", shrinking = ShrinkingMode.BOUNDED)
  void roundTrip(@ForAll("names") String name, @ForAll Dialect dialect) {
    String sql = "A " + Identifiers.quote(dialect, name) + " B";

    ImmutableList<DdlToken> tokens = DdlLexer.tokens(sql, dialect);

    assertThat(tokens)
        .extracting(DdlToken::kind)
        .containsExactly(DdlToken.Kind.WORD, DdlToken.Kind.QUOTED_IDENTIFIER, DdlToken.Kind.WORD);
    assertThat(tokens.get(1).text()).isEqualTo(name);
  }

  @Property(tries = 500, seed = "20261129")
  void qualified(
      @ForAll("names") String schema, @ForAll("names") String name, @ForAll Dialect dialect) {
    String sql =
        Identifiers.quoteQualified(dialect, schema.replace(".", "") + "." + name.replace(".", ""));

    ImmutableList<DdlToken> tokens = DdlLexer.tokens(sql, dialect);

    assertThat(tokens).hasSize(3);
    assertThat(tokens.get(0).text()).isEqualTo(schema.replace(".", ""));
    assertThat(tokens.get(1).isSymbol(".")).isTrue();
    assertThat(tokens.get(2).text()).isEqualTo(name.replace(".", ""));
  }

  @Example
  void aNameIsNoMoreThanAName() {
    assertThat(Identifiers.quote(Dialect.GOOGLE_STANDARD_SQL, "a` WHERE TRUE; --"))
        .isEqualTo("`a\\` WHERE TRUE; --`");
    assertThat(Identifiers.quote(Dialect.POSTGRESQL, "we\"ird")).isEqualTo("\"we\"\"ird\"");
  }
}
