package dev.lintel.transforms;

import java.util.List;

/**
 * The rows of one commit.
 *
 * @param segments the rows in the order in which to apply them; the units of one segment are
 *     independent of each other, so the order within a segment does not matter
 * @param isComplete false if rows that the planner cannot put before the batch may have to be
 *     written first, such as deletes of rows of the same table that reference each other
 */
record Batch(List<List<Unit>> segments, boolean isComplete) {

  /**
   * Rows that can only be written together: one row, or rows that reference each other in a cycle.
   */
  record Unit(List<PlannedRow> rows) {}

  List<Unit> units() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().flatMap(List::stream).toList();
  }

  List<PlannedRow> rows() {
    return rows(units());
  }

  /** Returns about how many bytes the commit has. */
  long bytes() {
    return rows().stream().mapToLong(row -> MutationBytes.estimate(row.mutation())).sum();
  }

  static List<PlannedRow> rows(List<Unit> units) {
    return units.stream().flatMap(unit -> unit.rows().stream()).toList();
  }
}
