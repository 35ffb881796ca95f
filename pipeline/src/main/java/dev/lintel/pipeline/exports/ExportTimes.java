package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.TimestampBound;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
  static ExportTimes of(ExportOptions options, List<String> problems) {
    Optional<Timestamp> snapshot = parse("--snapshotTime", options.getSnapshotTime(), problems);
    Optional<Timestamp> since =
        EarlierExports.LAST.equals(options.getSince())
            ? Optional.empty()
            : parse("--since", options.getSince(), problems);
    return new ExportTimes(snapshot, since);
  }

  TimestampBound bound() {
    return snapshot.map(TimestampBound::ofReadTimestamp).orElseGet(TimestampBound::strong);
  }

  private static Optional<Timestamp> parse(String option, String text, List<String> problems) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return Optional.of(Timestamp.ofTimeSecondsAndNanos(time.getEpochSecond(), time.getNano()));
    } catch (DateTimeException | IllegalArgumentException e) {
      problems.add("%s: there is no such time as %s".formatted(option, text));
      return Optional.empty();
    }
  }
}
