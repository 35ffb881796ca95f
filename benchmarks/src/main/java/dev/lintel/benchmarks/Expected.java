package dev.lintel.benchmarks;

import java.util.Locale;

/** Checks that a program did what it was measured for. */
final class Expected {
  private Expected() {}

  /**
   * Compares numbers of rows.
   *
   * @throws IllegalStateException if they differ
   */
  static void rows(String label, long expected, long actual) {
    if (actual != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s is wrong: it comes to %,d rows, not to %,d",
              label,
              actual,
              expected));
    }
  }
}
