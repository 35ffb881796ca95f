package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;

/** Formats the tables of {@code docs/benchmarks.md} and prints the load of the machine. */
final class MeasurementReport {
  private MeasurementReport() {}

  /**
   * Returns the table of requests, times and rates.
   *
   * @param requests the heading of the column of requests
   */
  static MarkdownTable times(Map<Contestant, Contest.Result> results, String requests) {
    var table =
        new MarkdownTable(
            "", "rows", requests, "s, median", "s, min–max", "rows/s, median", "rows/s, min–max");
    results.forEach(
        (contestant, result) -> {
          int rows = contestant.rowCount();
          Samples seconds = result.seconds();
          Samples rates = seconds.rowsPerSecond(rows);
          table.add(
              contestant.name(),
              String.format(Locale.ROOT, "%,d", rows),
              String.format(Locale.ROOT, "%,d", result.requests()),
              String.format(Locale.ROOT, "%.2f", seconds.median()),
              String.format(Locale.ROOT, "%.2f–%.2f", seconds.min(), seconds.max()),
              String.format(Locale.ROOT, "%,.0f", rates.median()),
              String.format(Locale.ROOT, "%,.0f–%,.0f", rates.min(), rates.max()));
        });
    return table;
  }

  static MarkdownTable ratios() {
    return new MarkdownTable("rows per second, ratio of the medians", "rows", "ratio");
  }

  static void addRatio(
      MarkdownTable table,
      Map<Contestant, Contest.Result> results,
      Contestant one,
      Contestant other) {
    int rows = one.rowCount();
    if (rows != other.rowCount()) {
      throw new IllegalArgumentException("Only runs of equally many rows can be compared");
    }
    // With equally many rows, the ratio of the rates is the inverse ratio of the times.
    double ratio = results.get(other).seconds().median() / results.get(one).seconds().median();
    table.add(
        one.name() + " : " + other.name(),
        String.format(Locale.ROOT, "%,d", rows),
        String.format(Locale.ROOT, "%.2f", ratio));
  }

  static void load(String when, PrintStream progress) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    progress.printf(
        Locale.ROOT,
        "%d cores, Java %s; load average of the last minute %s: %.2f%n",
        system.getAvailableProcessors(),
        Runtime.version().feature(),
        when,
        system.getSystemLoadAverage());
  }
}
