package dev.lintel.benchmarks;

import java.util.List;

/**
 * Measures how fast the client library alone, LookupRows and Beam's SpannerIO.readAll find rows by
 * key, alternately. Prints the tables of {@code docs/benchmarks.md} to the standard output and its
 * progress to the error stream. The argument is the number of rounds, by default 3.
 */
public final class LookupBenchmark {

  private static final SampleRows MANY = SampleRows.good(50_000);

  /** For contestants that are too slow for more rows. */
  private static final SampleRows FEW = SampleRows.good(10_000);

  private static final Contestant PLAIN =
      new ReadVariant("plain client, 200 keys a read", new PlainLookups(MANY.count()), MANY);
  private static final Contestant LINTEL =
      new ReadVariant(
          "LookupRows, runner's defaults",
          new LookupRowsPipeline(RunnerChecks.ON, MANY.count()),
          MANY);
  private static final Contestant LINTEL_TUNED =
      new ReadVariant(
          "LookupRows, tuned", new LookupRowsPipeline(RunnerChecks.OFF, MANY.count()), MANY);
  private static final Contestant LINTEL_FEW =
      new ReadVariant(
          "LookupRows, tuned", new LookupRowsPipeline(RunnerChecks.OFF, FEW.count()), FEW);
  private static final Contestant BEAM_BATCHING =
      new ReadVariant(
          "SpannerIO.readAll with batching, tuned",
          new SpannerIoReadAllPipeline(RunnerChecks.OFF, FEW.count(), true),
          FEW);
  private static final Contestant BEAM =
      new ReadVariant(
          "SpannerIO.readAll without batching, tuned",
          new SpannerIoReadAllPipeline(RunnerChecks.OFF, FEW.count(), false),
          FEW);

  private LookupBenchmark() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    MeasurementReport.load("before", System.err);
    // In separate contests: what readAll leaves on the emulator slows down the next contestant.
    var ratios = MeasurementReport.ratios();
    var fast = new Contest(List.of(PLAIN, LINTEL, LINTEL_TUNED), rounds, System.err).run();
    MeasurementReport.addRatio(ratios, fast, LINTEL, PLAIN);
    MeasurementReport.addRatio(ratios, fast, LINTEL_TUNED, PLAIN);
    System.out.println(MeasurementReport.times(fast, "reads"));
    System.out.println(ratios);
    var slow = new Contest(List.of(LINTEL_FEW, BEAM_BATCHING, BEAM), rounds, System.err).run();
    ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, slow, LINTEL_FEW, BEAM_BATCHING);
    MeasurementReport.addRatio(ratios, slow, LINTEL_FEW, BEAM);
    System.out.println(MeasurementReport.times(slow, "reads"));
    System.out.println(ratios);
    MeasurementReport.load("after", System.err);
  }
}
