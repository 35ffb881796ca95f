package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import java.util.Optional;

/**
 * How far the exports of a table have come.
 *
 * @param until the time up to which all commits have been exported
 * @param column the commit-timestamp column by which a later export finds the rows that were
 *     written after that time; empty if the table had no such column, or it is not known which
 */
public record Watermark(Timestamp until, Optional<String> column) {

  /** Whether an export of the rows after {@link #until} by that column leaves out no commit. */
  public boolean isOf(String otherColumn) {
    return column.equals(Optional.of(otherColumn));
  }
}
