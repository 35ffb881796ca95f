package dev.lintel.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/** When a pipeline in this process had its first row. */
final class FirstRow {
  private static final long NONE = 0;
  private static final AtomicLong NANO_TIME = new AtomicLong(NONE);
  private static final double NANOS_A_SECOND = 1e9;

  private FirstRow() {}

  /** Runs a pipeline and returns the seconds until its first row. */
  static double secondsOf(Runnable pipeline) {
    NANO_TIME.set(NONE);
    long start = System.nanoTime();
    pipeline.run();
    if (NANO_TIME.get() == NONE) {
      throw new IllegalStateException("The pipeline had no row");
    }
    return (NANO_TIME.get() - start) / NANOS_A_SECOND;
  }

  /** Says that there is a row. */
  static void reached() {
    if (NANO_TIME.get() == NONE) {
      NANO_TIME.compareAndSet(NONE, System.nanoTime());
    }
  }
}
