package dev.lintel.benchmarks;

import java.util.Locale;

/** Numbers with as many digits as a measurement is worth. */
final class Figure {
  private Figure() {}

  static String of(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
