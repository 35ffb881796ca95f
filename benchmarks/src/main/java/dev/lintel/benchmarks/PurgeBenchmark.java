package dev.lintel.benchmarks;

import java.util.List;

/**
 * Measures how fast the client library alone, ReadRows with DeleteRows, and Beam's SpannerIO.read
 * with SpannerIO.write find old rows and delete them, alternately on one emulator. Prints the
 * tables of {@code docs/benchmarks.md} to the standard output and its progress to the error stream.
 * The argument is the number of rounds, by default 3.
 */
public final class PurgeBenchmark {
  private static final OldRows ROWS = new OldRows(100_000, 110_000);

  private static final Contestant PLAIN =
      new DeleteVariant("plain client, without a check", new PlainDeletes(), ROWS);
  private static final Contestant LINTEL =
      new DeleteVariant(
          "ReadRows and DeleteRows, tuned", new DeleteRowsPipeline(RunnerChecks.OFF), ROWS);
  private static final Contestant BEAM =
      new DeleteVariant(
          "SpannerIO.read and SpannerIO.write, tuned",
          new SpannerIoDeletePipeline(RunnerChecks.OFF),
          ROWS);

  private PurgeBenchmark() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    MeasurementReport.load("before", System.err);
    var results = new Contest(List.of(PLAIN, LINTEL, BEAM), rounds, System.err).run();
    System.out.println(MeasurementReport.times(results, "commits"));
    var ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, results, LINTEL, PLAIN);
    MeasurementReport.addRatio(ratios, results, LINTEL, BEAM);
    System.out.println(ratios);
    MeasurementReport.load("after", System.err);
  }
}
