package dev.lintel.pipeline.purge;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.pipeline.exports.RowArchive;
import dev.lintel.transforms.RequestOptions;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Everything that a purge needs to know, checked against the database.
 *
 * @param conditionOrNull what a row of the first table has to meet when it is deleted; null if only
 *     its key is asked for
 * @param snapshot as of when rows are found
 * @param maxRowsOrNull how many rows may be deleted; null for any number
 * @param includesChildren whether rows are deleted that the database does not delete by itself
 * @param isDryRun whether the rows are only counted
 * @param archiveOrNull where the rows are written first; null for no archive
 * @param isSlowed whether deleting may take longer than the snapshot can be read
 */
record PurgePlan(
    Dialect dialect,
    RelatedTables related,
    KeySource source,
    @Nullable String conditionOrNull,
    Timestamp snapshot,
    @Nullable Long maxRowsOrNull,
    boolean includesChildren,
    boolean isDryRun,
    boolean isSlowed,
    RequestOptions requests,
    @Nullable RowArchive archiveOrNull)
    implements Serializable {

  Optional<String> condition() {
    return Optional.ofNullable(conditionOrNull);
  }

  Optional<RowArchive> archive() {
    return Optional.ofNullable(archiveOrNull);
  }

  OptionalLong maxRows() {
    return maxRowsOrNull == null ? OptionalLong.empty() : OptionalLong.of(maxRowsOrNull);
  }

  /**
   * Whether the rows of this table, which are deleted, are deleted one by one, and not by the
   * database with the rows that they belong to.
   */
  boolean isDeletedByItself(int table) {
    // The database would delete rows that have come since, and are not in the archive.
    return archiveOrNull != null || !related.isCascaded(table);
  }

  /** Whether all rows are found before the first one is deleted. */
  boolean isCheckedFirst() {
    return isDryRun
        || isSlowed
        || maxRowsOrNull != null
        || archiveOrNull != null
        || related.mayBlock();
  }

  TimestampBound bound() {
    return TimestampBound.ofReadTimestamp(snapshot);
  }
}
