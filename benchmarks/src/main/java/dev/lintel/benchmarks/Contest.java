package dev.lintel.benchmarks;

import dev.lintel.emulator.SpannerEmulator;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs contestants alternately, so that a temporary disturbance of the machine affects all of them.
 *
 * @param progress receives a line for every measurement
 */
record Contest(List<? extends Contestant> contestants, int rounds, PrintStream progress) {

  /**
   * The measurements of one contestant.
   *
   * @param requests the requests of one run
   * @param seconds the times of all other runs
   */
  record Result(long requests, Samples seconds) {}

  /** Runs the contest and returns the results in the order of the contestants. */
  Map<Contestant, Result> run() {
    // Counting requests slows the server down, so only the warm-up round does it.
    Map<Contestant, Long> requests = new LinkedHashMap<>();
    try (var emulator = SpannerEmulator.builder().logRequests().start()) {
      for (Contestant contestant : contestants) {
        requests.put(contestant, contestant.requests(emulator));
        report("warm-up", contestant, requests.get(contestant) + " requests");
      }
    }
    Map<Contestant, List<Double>> seconds = new LinkedHashMap<>();
    try (var emulator = SpannerEmulator.start()) {
      for (int round = 1; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          double taken = contestant.run(emulator);
          seconds.computeIfAbsent(contestant, c -> new ArrayList<>()).add(taken);
          report("round " + round, contestant, String.format(Locale.ROOT, "%.2f s", taken));
        }
      }
    }
    Map<Contestant, Result> results = new LinkedHashMap<>();
    for (Contestant contestant : contestants) {
      results.put(
          contestant, new Result(requests.get(contestant), new Samples(seconds.get(contestant))));
    }
    return results;
  }

  private void report(String round, Contestant contestant, String what) {
    progress.printf(
        Locale.ROOT,
        "%s: %s, %,d rows: %s%n",
        round,
        contestant.name(),
        contestant.rowCount(),
        what);
  }
}
