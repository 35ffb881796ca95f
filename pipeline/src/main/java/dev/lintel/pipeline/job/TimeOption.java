package dev.lintel.pipeline.job;

import com.google.cloud.Timestamp;
import dev.lintel.pipeline.command.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The value of an option that is a time. */
public final class TimeOption {
  private TimeOption() {}

  /**
   * The time that a text in the form of RFC 3339 stands for, to the nanosecond. Empty for null, and
   * for a time that there is not, such as the 30th of February, which is added to the problems.
   */
  public static Optional<Timestamp> parse(String option, @Nullable String text, Problems problems) {
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
