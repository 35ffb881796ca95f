package dev.lintel.transforms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that advances only by pauses. */
final class FakeClock implements RetryClock {
  final List<Duration> pauses = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized void pause(Duration duration) {
    pauses.add(duration);
    now += duration.toNanos();
  }

  /** Lets time pass in which nobody waits. */
  synchronized void advance(Duration duration) {
    now += duration.toNanos();
  }
}
