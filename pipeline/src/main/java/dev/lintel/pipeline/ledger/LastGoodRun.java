package dev.lintel.pipeline.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fresh what a job key stands for is: when its last good run ended. A run is good if it
 * succeeded and rejected no more records than allowed. Immutable.
 *
 * @param end when that run ended; empty if there is no good run
 * @param now when the ledger was read, by the database's clock
 */
public record LastGoodRun(String jobKey, Optional<Instant> end, Instant now) {

  /** How long ago that run ended; empty if there is no good run. */
  public Optional<Duration> age() {
    return end.map(time -> Duration.between(time, now));
  }

  /** Whether there is a good run that is not older than that. */
  public boolean isWithin(Duration maxAge) {
    return age().filter(age -> age.compareTo(maxAge) <= 0).isPresent();
  }
}
