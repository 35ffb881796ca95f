package dev.lintel.benchmarks;

import dev.lintel.emulator.SpannerEmulator;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets variants write by turns, so that what disturbs the machine for a while disturbs all of them.
 *
 * @param progress is told of every measurement when it is done
 */
record Contest(List<Variant> variants, int rounds, PrintStream progress) {

  /**
   * @param commits the commits of one run
   * @param seconds the times of all runs but that one
   */
  record Result(long commits, Samples seconds) {}

  /** The results in the order of the variants. */
  Map<Variant, Result> run() {
    // Counting requests slows the server down, so it is done in the round that warms up.
    Map<Variant, Long> commits = new LinkedHashMap<>();
    try (var emulator = SpannerEmulator.builder().logRequests().start()) {
      for (Variant variant : variants) {
        commits.put(variant, variant.commits(emulator));
        report("warm-up", variant, commits.get(variant) + " commits");
      }
    }
    Map<Variant, List<Double>> seconds = new LinkedHashMap<>();
    try (var emulator = SpannerEmulator.start()) {
      for (int round = 1; round <= rounds; round++) {
        for (Variant variant : variants) {
          double taken = variant.run(emulator);
          seconds.computeIfAbsent(variant, v -> new ArrayList<>()).add(taken);
          report("round " + round, variant, String.format(Locale.ROOT, "%.2f s", taken));
        }
      }
    }
    Map<Variant, Result> results = new LinkedHashMap<>();
    for (Variant variant : variants) {
      results.put(variant, new Result(commits.get(variant), new Samples(seconds.get(variant))));
    }
    return results;
  }

  private void report(String round, Variant variant, String what) {
    progress.printf(
        Locale.ROOT, "%s: %s, %,d rows: %s%n", round, variant.name(), variant.rows().count(), what);
  }
}
