package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void alignsAllColumnsButTheFirstToTheRight() {
    var table = new MarkdownTable("who", "rows", "s");
    table.add("plain client", "500", "0.1");

    assertThat(table)
        .hasToString(
            """
            | who | rows | s |
            |---|---:|---:|
            | plain client | 500 | 0.1 |
            """);
  }

  @Test
  void rejectsALineOfAnotherLength() {
    var table = new MarkdownTable("who", "rows");

    assertThatThrownBy(() -> table.add("plain client"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A line of this table has 2 cells, not 1");
  }
}
