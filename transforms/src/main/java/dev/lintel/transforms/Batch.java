package dev.lintel.transforms;

import java.util.List;

/**
 * The rows of one commit.
 *
 * @param segments the rows in the order in which they are to be applied; the rows of one segment
 *     are independent of each other, so that within it the order does not matter
 * @param kind whether rows outside of the batch matter to it
 */
record Batch(List<List<PendingRow>> segments, Kind kind) {

  /** Whether rows that no order of the batches can have written before matter to it. */
  enum Kind {
    INDEPENDENT,
    /**
     * A row may be rejected only because another one is not there yet: of its own table, or of one
     * that needs it in turn.
     */
    SELF_REFERENCING
  }

  List<PendingRow> rows() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().flatMap(List::stream).toList();
  }
}
