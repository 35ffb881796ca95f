package dev.lintel.benchmarks;

import java.util.function.Supplier;

/**
 * The result of some work and the time that it took.
 *
 * @param seconds the wall-clock time
 */
record Timed<T>(T result, double seconds) {
  private static final double NANOS_A_SECOND = 1e9;

  /** Collects garbage, then does the work and measures its time. */
  static <T> Timed<T> of(Supplier<T> work) {
    System.gc();
    long start = System.nanoTime();
    T result = work.get();
    return new Timed<>(result, (System.nanoTime() - start) / NANOS_A_SECOND);
  }
}
