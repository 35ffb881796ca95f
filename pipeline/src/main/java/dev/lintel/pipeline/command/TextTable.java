package dev.lintel.pipeline.command;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table in plain text with a header: text is aligned to the left, numbers to the right. Not
 * thread-safe.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();
  private Set<String> numbers = Set.of();

  private TextTable(List<String> header) {
    lines.add(new ArrayList<>(header));
  }

  public static TextTable of(String... header) {
    return new TextTable(List.of(header));
  }

  public static TextTable of(List<String> header) {
    return new TextTable(header);
  }

  /** Aligns these columns to the right. */
  public TextTable withNumbers(String... headings) {
    numbers = ImmutableSet.copyOf(headings);
    return this;
  }

  /** Adds a last column. */
  public TextTable withLast(String heading) {
    lines.get(0).add(heading);
    return this;
  }

  /** Adds a line, a cell for each column. */
  public void add(String... cells) {
    add(List.of(cells));
  }

  public void add(List<String> cells) {
    if (cells.size() != lines.get(0).size()) {
      throw new IllegalArgumentException("the number of cells is not that of columns: " + cells);
    }
    lines.add(cells);
  }

  /** The lines, without spaces at their ends. */
  @Override
  public String toString() {
    List<String> header = lines.get(0);
    int[] widths = new int[header.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    List<String> texts = new ArrayList<>();
    for (List<String> line : lines) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        cells.add(
            numbers.contains(header.get(i))
                ? Strings.padStart(line.get(i), widths[i], ' ')
                : Strings.padEnd(line.get(i), widths[i], ' '));
      }
      texts.add(String.join(GAP, cells).stripTrailing());
    }
    return String.join("\n", texts);
  }
}
