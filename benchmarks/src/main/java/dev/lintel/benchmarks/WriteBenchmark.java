package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.util.List;

/**
 * Measures how fast the client library alone, WriteRows and Beam's SpannerIO.write write rows,
 * alternately on one emulator. Prints the tables of {@code docs/benchmarks.md} to the standard
 * output and its progress to the error stream. The argument is the number of rounds, by default 3.
 */
public final class WriteBenchmark {

  private static final SampleRows MANY = SampleRows.good(50_000);

  /** For contestants that are too slow for more rows. */
  private static final SampleRows FEW = SampleRows.good(5_000);

  /** One percent of the rows is bad. */
  private static final SampleRows SOME_BAD = SampleRows.good(20_000).withBadEvery(100);

  private static final WriteMethod WRITE_ROWS = new WriteRowsPipeline(RunnerChecks.ON);
  private static final WriteMethod WRITE_ROWS_UNCHECKED = new WriteRowsPipeline(RunnerChecks.OFF);
  private static final WriteMethod SPANNER_IO = new SpannerIoPipeline(RunnerChecks.ON);
  private static final WriteMethod SPANNER_IO_UNCHECKED = new SpannerIoPipeline(RunnerChecks.OFF);

  private static final Variant PLAIN = new Variant("plain client", new PlainClient(), MANY);
  private static final Variant LINTEL =
      new Variant("WriteRows, runner's defaults", WRITE_ROWS, MANY);
  private static final Variant LINTEL_FEW =
      new Variant("WriteRows, runner's defaults", WRITE_ROWS, FEW);
  private static final Variant LINTEL_TUNED =
      new Variant("WriteRows, tuned", WRITE_ROWS_UNCHECKED, MANY);
  private static final Variant BEAM_FEW =
      new Variant("SpannerIO.write, runner's defaults", SPANNER_IO, FEW);
  private static final Variant BEAM_TUNED =
      new Variant("SpannerIO.write, tuned", SPANNER_IO_UNCHECKED, MANY);

  private static final Variant LINTEL_BAD =
      new Variant("WriteRows, tuned", WRITE_ROWS_UNCHECKED, SOME_BAD);
  private static final Variant BEAM_BAD =
      new Variant("SpannerIO.write, tuned", SPANNER_IO_UNCHECKED, SOME_BAD);

  private final int rounds;
  private final PrintStream out;
  private final PrintStream progress;

  private WriteBenchmark(int rounds, PrintStream out, PrintStream progress) {
    this.rounds = rounds;
    this.out = out;
    this.progress = progress;
  }

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    new WriteBenchmark(rounds, System.out, System.err).run();
  }

  private void run() {
    MeasurementReport.load("before", progress);
    var good =
        contest(List.of(PLAIN, LINTEL, LINTEL_TUNED, BEAM_TUNED, LINTEL_FEW, BEAM_FEW)).run();
    out.println("Good rows only\n");
    out.println(MeasurementReport.times(good, "commits"));
    var ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, good, LINTEL, PLAIN);
    MeasurementReport.addRatio(ratios, good, LINTEL_TUNED, PLAIN);
    MeasurementReport.addRatio(ratios, good, LINTEL_FEW, BEAM_FEW);
    MeasurementReport.addRatio(ratios, good, LINTEL_TUNED, BEAM_TUNED);
    out.println(ratios);

    var bad = contest(List.of(LINTEL_BAD, BEAM_BAD)).run();
    out.println("One bad row in 100\n");
    out.println(MeasurementReport.times(bad, "commits"));
    var badRatios = MeasurementReport.ratios();
    MeasurementReport.addRatio(badRatios, bad, LINTEL_BAD, BEAM_BAD);
    out.println(badRatios);
    MeasurementReport.load("after", progress);
  }

  private Contest contest(List<Variant> variants) {
    return new Contest(variants, rounds, progress);
  }
}
