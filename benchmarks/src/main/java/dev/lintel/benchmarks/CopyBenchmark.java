package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.util.List;

/**
 * Measures how fast {@code ./lintel copy} and a pipeline of Beam's SpannerIO.read and
 * SpannerIO.write copy a table, alternately on one emulator. Prints the tables of {@code
 * docs/benchmarks.md} to the standard output and its progress to the error stream. The argument is
 * the number of rounds, by default 3.
 */
public final class CopyBenchmark {
  private static final SampleRows ROWS = SampleRows.good(200_000);

  private CopyBenchmark() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    run(rounds, System.out, System.err);
  }

  private static void run(int rounds, PrintStream out, PrintStream progress) {
    var copy = new CopyVariant("copy", new CopyJob(List.of()), ROWS);
    var verified =
        new CopyVariant(
            "copy with `--verifyWritten`", new CopyJob(List.of("--verifyWritten")), ROWS);
    var beam =
        new CopyVariant(
            "SpannerIO.read and SpannerIO.write, tuned",
            new SpannerIoCopyPipeline(RunnerChecks.OFF),
            ROWS);
    MeasurementReport.load("before", progress);
    var results = new Contest(List.of(copy, verified, beam), rounds, progress).run();
    out.println(MeasurementReport.times(results, "commits"));
    var ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, results, copy, beam);
    MeasurementReport.addRatio(ratios, results, verified, beam);
    out.println(ratios);
    MeasurementReport.load("after", progress);
  }
}
