package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.job.TimeOption;
import java.util.Optional;

/**
 * The times that the options name.
 *
 * @param snapshot of the snapshot; empty for now
 * @param since after which rows were written; empty for all rows, and for what {@link
 *     EarlierExports#LAST} stands for
 */
record ExportTimes(Optional<Timestamp> snapshot, Optional<Timestamp> since) {

  /** Adds to the problems what is no time. */
  static ExportTimes of(ExportOptions options, Problems problems) {
    Optional<Timestamp> snapshot =
        TimeOption.parse("--snapshotTime", options.getSnapshotTime(), problems);
    Optional<Timestamp> since =
        EarlierExports.LAST.equals(options.getSince())
            ? Optional.empty()
            : TimeOption.parse("--since", options.getSince(), problems);
    return new ExportTimes(snapshot, since);
  }

  TimestampBound bound() {
    return snapshot.map(TimestampBound::ofReadTimestamp).orElseGet(TimestampBound::strong);
  }
}
