package dev.lintel.benchmarks;

import java.util.List;

/**
 * Measures how fast CompareTables, and Beam's SpannerIO.read with CoGroupByKey, find that two
 * databases are equal, alternately on one emulator. Prints the tables of {@code docs/benchmarks.md}
 * to the standard output and its progress to the error stream. The argument is the number of
 * rounds, by default 3.
 */
public final class VerifyBenchmark {

  private static final SampleRows ROWS = SampleRows.good(200_000);

  private static final Contestant LINTEL =
      new CompareVariant("CompareTables, tuned", new CompareTablesPipeline(RunnerChecks.OFF), ROWS);
  private static final Contestant BEAM =
      new CompareVariant(
          "SpannerIO.read + CoGroupByKey, tuned",
          new SpannerIoComparePipeline(RunnerChecks.OFF),
          ROWS);

  private VerifyBenchmark() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    MeasurementReport.load("before", System.err);
    var results = new Contest(List.of(LINTEL, BEAM), rounds, System.err).run();
    System.out.println(MeasurementReport.times(results, "reads"));
    var ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, results, LINTEL, BEAM);
    System.out.println(ratios);
    MeasurementReport.load("after", System.err);
  }
}
