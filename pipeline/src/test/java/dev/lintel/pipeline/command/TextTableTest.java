package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void textIsAlignedToTheLeftAndNumbersToTheRight() {
    TextTable table = TextTable.of("name", "rows").withNumbers("rows").withLast("message");
    table.add("a", "1,234", "");
    table.add("longer", "5", "said");

    assertThat(table)
        .hasToString(
            """
            name     rows  message
            a       1,234
            longer      5  said\
            """);
  }

  @Test
  void aLineHasACellForEachColumn() {
    TextTable table = TextTable.of("a", "b");

    assertThatThrownBy(() -> table.add("1")).isInstanceOf(IllegalArgumentException.class);
  }
}
