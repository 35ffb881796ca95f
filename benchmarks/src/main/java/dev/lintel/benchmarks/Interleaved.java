package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs the sides of a pairing in turn, so that a disturbance of the machine hits all of them, once
 * for each pair.
 *
 * @param pairs how many runs of each side count
 * @param progress receives a line for each run
 */
record Interleaved(int pairs, PrintStream progress) {
  private static final double A_MILLISECOND = 0.001;
  private static final double NANOS_A_SECOND = 1e9;

  /**
   * Runs each side once to warm up, then the pairs.
   *
   * @return the timings of each side, in the order of the sides; those of one index are a pair
   */
  List<List<Timing>> run(List<Side> sides) throws Exception {
    for (Side side : sides) {
      runOnce("warm-up", side);
    }
    return runCold(sides);
  }

  /** As {@link #run}, without warming up, which a process that starts anew cannot be. */
  List<List<Timing>> runCold(List<Side> sides) throws Exception {
    List<List<Timing>> timings = new ArrayList<>();
    sides.forEach(side -> timings.add(new ArrayList<>()));
    for (int pair = 1; pair <= pairs; pair++) {
      for (int i = 0; i < sides.size(); i++) {
        timings.get(i).add(runOnce(pair + " of " + pairs, sides.get(i)));
      }
    }
    return timings;
  }

  /** Returns the side that is the fastest in a single run of each, after one to warm up. */
  Side fastest(List<Side> sides) throws Exception {
    Timing unused = runOnce("warm-up", sides.get(0));
    Side best = null;
    double least = Double.MAX_VALUE;
    for (Side side : sides) {
      double seconds = runOnce("trial", side).seconds();
      if (seconds < least) {
        best = side;
        least = seconds;
      }
    }
    return best;
  }

  private Timing runOnce(String which, Side side) throws Exception {
    Timing timing = side.run().call();
    progress.printf(
        "  %s: %s: %s, %s of processor time%n",
        which, side.label(), text(timing.seconds()), text(timing.cpuSeconds()));
    return timing;
  }

  private static String text(double seconds) {
    return seconds > 0 && seconds < A_MILLISECOND
        ? String.format(Locale.ROOT, "%.0f ns", seconds * NANOS_A_SECOND)
        : String.format(Locale.ROOT, "%.3f s", seconds);
  }
}
