package dev.lintel.pipeline.summary;

import java.util.Optional;

/**
 * The Beam counter of one figure of one table. Its name is the figure's field, an underscore and
 * the table, such as {@code written_Airports}. No two counters share a name, because the field has
 * no underscore: what follows the first one is the table.
 *
 * @param field of the figure
 * @param table may have underscores
 */
record TableCounter(String field, String table) {

  private static final char SEPARATOR = '_';

  TableCounter {
    if (field.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("an underscore in the field of a figure: " + field);
    }
  }

  static TableCounter of(TableFigure figure, String table) {
    return new TableCounter(figure.field(), table);
  }

  /** The counter that has this name; empty if the name is not that of such a counter. */
  static Optional<TableCounter> parse(String name) {
    int separator = name.indexOf(SEPARATOR);
    return separator < 0
        ? Optional.empty()
        : Optional.of(
            new TableCounter(name.substring(0, separator), name.substring(separator + 1)));
  }

  String name() {
    return field + SEPARATOR + table;
  }

  /** Whether it counts that figure. */
  boolean isOf(TableFigure figure) {
    return field.equals(figure.field());
  }
}
