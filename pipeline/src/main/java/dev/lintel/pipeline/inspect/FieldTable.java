package dev.lintel.pipeline.inspect;

import dev.lintel.pipeline.command.TextTable;
import dev.lintel.pipeline.formats.FieldDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with a line for each field of a file: its name, what its file says of its type, as far as
 * the format says anything, and more. Not thread-safe.
 */
final class FieldTable {
  private static final String NOTHING = "-";

  private record Line(String name, String physical, String logical, List<String> more) {}

  private final String heading;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param heading that of the names
   */
  FieldTable(String heading) {
    this.heading = heading;
  }

  void add(FieldDescription field, String... more) {
    lines.add(new Line(field.name(), field.physical(), field.logical(), List.of(more)));
  }

  /** Adds a line for something that is no field of the file. */
  void addOther(String... more) {
    lines.add(new Line("", "", "", List.of(more)));
  }

  /** The table with headings for what else is in the lines. */
  TextTable with(String... headings) {
    boolean physical = lines.stream().anyMatch(line -> !line.physical().isEmpty());
    boolean logical = lines.stream().anyMatch(line -> !line.logical().isEmpty());
    TextTable table =
        TextTable.of(cells(heading, "physical", "logical", physical, logical, List.of(headings)));
    for (Line line : lines) {
      table.add(
          cells(
              shown(line.name()),
              shown(line.physical()),
              shown(line.logical()),
              physical,
              logical,
              line.more()));
    }
    return table;
  }

  private static List<String> cells(
      String name,
      String physical,
      String logical,
      boolean withPhysical,
      boolean withLogical,
      List<String> more) {
    List<String> cells = new ArrayList<>(List.of(name));
    if (withPhysical) {
      cells.add(physical);
    }
    if (withLogical) {
      cells.add(logical);
    }
    cells.addAll(more);
    return cells;
  }

  private static String shown(String text) {
    return text.isEmpty() ? NOTHING : CellText.printable(text);
  }
}
