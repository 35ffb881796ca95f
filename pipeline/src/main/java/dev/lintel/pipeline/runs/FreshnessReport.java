package dev.lintel.pipeline.runs;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.ledger.LastGoodRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fresh each job key is, and whether that is enough. Immutable.
 *
 * @param keys by name
 * @param maxAge how old the last good run may be; empty for any age
 */
record FreshnessReport(ImmutableList<LastGoodRun> keys, Optional<Duration> maxAge) {

  /** Whether a last good run is recent enough; true if any age is. */
  boolean isRecent(LastGoodRun key) {
    return maxAge.isEmpty() || key.isWithin(maxAge.get());
  }

  /** Such as {@code last good run 26 h 5 min ago}. */
  static String words(LastGoodRun key) {
    return key.age().map(age -> "last good run %s ago".formatted(words(age))).orElse("no good run");
  }

  /** A length of time, as exact as one speaks of it: 45 s, 12 min, 26 h 5 min, 3 d 4 h. */
  static String words(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, time.toSeconds()) + " s";
    } else if (time.compareTo(Duration.ofHours(1)) < 0) {
      return time.toMinutes() + " min";
    } else if (time.compareTo(Duration.ofDays(2)) < 0) {
      return pair(time.toHours(), "h", time.toMinutesPart(), "min");
    }
    return pair(time.toDays(), "d", time.toHoursPart(), "h");
  }

  private static String pair(long great, String unit, long small, String smallUnit) {
    return small == 0
        ? "%d %s".formatted(great, unit)
        : "%d %s %d %s".formatted(great, unit, small, smallUnit);
  }

  /** In a word: recent, too old, or none. */
  String verdict(LastGoodRun key) {
    if (key.end().isEmpty()) {
      return "none";
    }
    return isRecent(key) ? "recent" : "too old";
  }

  /**
   * What is wrong, one line each; empty if every key is recent enough.
   *
   * @param jobKey the key that was asked for; empty for all
   */
  List<String> problems(Optional<String> jobKey) {
    if (maxAge.isEmpty()) {
      return ImmutableList.of();
    }
    String limit = words(maxAge.get());
    if (keys.isEmpty()) {
      return ImmutableList.of(
          jobKey
              .map("%s: no run is recorded"::formatted)
              .orElse("no run is recorded, with any job key"));
    }
    return keys.stream()
        .filter(key -> !isRecent(key))
        .map(
            key ->
                key.end().isEmpty()
                    ? "%s: no good run is recorded".formatted(key.jobKey())
                    : "%s: %s, which may be %s old".formatted(key.jobKey(), words(key), limit))
        .collect(ImmutableList.toImmutableList());
  }
}
