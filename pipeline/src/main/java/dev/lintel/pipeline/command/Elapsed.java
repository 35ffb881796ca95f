package dev.lintel.pipeline.command;

import java.time.Duration;
import java.util.Locale;

/** A length of time in words. */
public final class Elapsed {

  private Elapsed() {}

  /** Such as 4.2 s, 1 min 15 s, 2 h 5 min. */
  public static String words(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return duration.toHours() > 0
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
