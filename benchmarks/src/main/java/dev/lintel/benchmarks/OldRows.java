package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import java.io.Serializable;

/**
 * The rows to delete: the oldest of a table.
 *
 * @param old how many there are
 * @param all how many rows the table has
 */
record OldRows(int old, int all) implements Serializable {

  /** Returns the condition that only the old rows meet. */
  String condition() {
    return "LastUpdated < TIMESTAMP '%s'".formatted(firstToKeep());
  }

  /** Returns the query of their keys. */
  String query() {
    return "SELECT SingerId FROM %s WHERE %s".formatted(SampleRows.TABLE, condition());
  }

  private Timestamp firstToKeep() {
    return SampleRows.lastUpdated(old);
  }
}
