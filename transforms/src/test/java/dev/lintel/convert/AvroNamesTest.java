package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class AvroNamesTest {

  @Test
  void keepsLegalNames() {
    assertThat(AvroNames.of(List.of("Id", "_x", "a_b", "A_b", "x9")))
        .containsExactly(
            entry("Id", "Id"),
            entry("_x", "_x"),
            entry("a_b", "a_b"),
            entry("A_b", "A_b"),
            entry("x9", "x9"));
  }

  @Test
  void replacesIllegalCharacters() {
    assertThat(
            AvroNames.of(List.of("Mixed Case", "a/b", "ünï", "q\"q", "9lives", "", "sales.Item")))
        .containsExactly(
            entry("Mixed Case", "Mixed_Case"),
            entry("a/b", "a_b"),
            entry("ünï", "_n_"),
            entry("q\"q", "q_q"),
            entry("9lives", "_9lives"),
            entry("", "_"),
            entry("sales.Item", "sales_Item"));
  }

  @Test
  void givenNamesThatWouldBeTheSame_numbersThem() {
    assertThat(AvroNames.of(List.of("a b", "a/b", "a_b", "a.b", "a_b_2")))
        .containsExactly(
            entry("a b", "a_b_3"),
            entry("a/b", "a_b_4"),
            entry("a_b", "a_b"),
            entry("a.b", "a_b_5"),
            entry("a_b_2", "a_b_2"));
  }

  @Test
  void givenANameTwice_fails() {
    assertThatThrownBy(() -> AvroNames.of(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a=a");
  }
}
