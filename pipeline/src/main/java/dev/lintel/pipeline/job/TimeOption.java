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
   * The time that a text in the form of RFC 3339 stands for, to the nanosecond.
   *
   * @throws IllegalArgumentException if there is no such time, such as the 30th of February
   */
  public static Timestamp parse(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return Timestamp.ofTimeSecondsAndNanos(time.getEpochSecond(), time.getNano());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("there is no such time as " + text, e);
    }
  }

  /** The same; empty for null, and for a time that does not exist, which is a problem. */
  public static Optional<Timestamp> parse(String option, @Nullable String text, Problems problems) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      problems.add(option, e.getMessage());
      return Optional.empty();
    }
  }
}
