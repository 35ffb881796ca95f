package dev.lintel.transforms;

import java.util.List;

/**
 * The rows of one commit.
 *
 * @param segments the rows in the order in which to apply them; the rows of one segment are
 *     independent of each other, so the order within a segment does not matter
 * @param kind whether the batch may depend on rows outside of it
 */
record Batch(List<List<PendingRow>> segments, Kind kind) {

  /** Whether a batch may depend on rows that the planner cannot put before it. */
  enum Kind {
    /** All rows of the bundle that the batch depends on come before it. */
    INDEPENDENT,
    /**
     * Spanner may reject a row only because another row does not exist yet: a row of the same
     * table, or of a table in a cycle of references.
     */
    SELF_REFERENCING
  }

  List<PendingRow> rows() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().flatMap(List::stream).toList();
  }
}
