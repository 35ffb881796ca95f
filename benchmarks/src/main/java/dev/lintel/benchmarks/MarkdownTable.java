package dev.lintel.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown: the first column is aligned to the left, the others to the right. */
final class MarkdownTable {
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  MarkdownTable(String... header) {
    columns = header.length;
    add(header);
    lines.add("|---" + String.join("", Collections.nCopies(columns - 1, "|---:")) + "|");
  }

  void add(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "A line of this table has " + columns + " cells, not " + cells.length);
    }
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
