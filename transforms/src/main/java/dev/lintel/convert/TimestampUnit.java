package dev.lintel.convert;

/** What an integer counts that stands for a timestamp: units since the start of 1970 in UTC. */
public enum TimestampUnit {
  SECONDS(1),
  MILLIS(1_000),
  MICROS(1_000_000),
  NANOS(1_000_000_000);

  private final int perSecond;

  TimestampUnit(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Returns how many units make a second. */
  int perSecond() {
    return perSecond;
  }
}
