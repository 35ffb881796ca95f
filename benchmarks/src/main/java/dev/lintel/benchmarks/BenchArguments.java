package dev.lintel.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * The arguments of {@code ./lintel bench}.
 *
 * @param pairings what to measure, in the order of {@link Pairings}
 */
record BenchArguments(Extent extent, List<Pairing> pairings) {
  static final String USAGE =
      """
      bench: Measure Lintel beside what a user would take instead, on the emulator

      Runs each pairing alternately in one process, checks each result, prints the ratios, and
      replaces the measured pairings in benchmarks/results (latest.json and a chart each) and in
      docs/performance.md. A full run takes about an hour.

      Usage: ./lintel bench [--quick | --smoke] [--only=NAME,...]

        --quick          Fewer rows and fewer runs: at most 15 minutes on two processors.
        --smoke          Very few rows, once, to see that it runs; the results are not kept.
        --only=NAME,...  Only these pairings: %s;
                         process stands for all of whole processes.

      Example: ./lintel bench --quick --only=write,read
      """;

  /**
   * Reads the arguments.
   *
   * @throws BenchUsageException if one is unknown or has no valid value
   */
  static BenchArguments parse(String... args) throws BenchUsageException {
    Extent extent = Extent.FULL;
    List<Pairing> pairings = Pairings.all();
    for (String arg : args) {
      if (arg.equals("--quick")) {
        extent = Extent.QUICK;
      } else if (arg.equals("--smoke")) {
        extent = Extent.SMOKE;
      } else if (arg.startsWith("--only=")) {
        pairings =
            Pairings.named(
                Arrays.stream(arg.substring("--only=".length()).split(",", -1))
                    .map(String::strip)
                    .toList());
      } else {
        throw new BenchUsageException(
            "bench has no option '%s'; it has --quick, --smoke, --only=NAME,... and --help"
                .formatted(arg));
      }
    }
    return new BenchArguments(extent, pairings);
  }

  static String usage() {
    return USAGE.formatted(String.join(", ", Pairings.names()));
  }
}
