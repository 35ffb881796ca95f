package dev.lintel.benchmarks;

import java.util.List;

/**
 * Measures how fast the client library alone, ReadRows and Beam's SpannerIO.read read rows,
 * alternately on one emulator. Prints the tables of {@code docs/benchmarks.md} to the standard
 * output and its progress to the error stream. The argument is the number of rounds, by default 3.
 */
public final class ReadBenchmark {

  private static final SampleRows MANY = SampleRows.good(50_000);

  /** For contestants that are too slow for more rows. */
  private static final SampleRows FEW = SampleRows.good(5_000);

  private static final RowReader READ_ROWS = new ReadRowsPipeline(RunnerChecks.ON);
  private static final RowReader READ_ROWS_UNCHECKED = new ReadRowsPipeline(RunnerChecks.OFF);
  private static final RowReader SPANNER_IO = new SpannerIoReadPipeline(RunnerChecks.ON);
  private static final RowReader SPANNER_IO_UNCHECKED = new SpannerIoReadPipeline(RunnerChecks.OFF);

  private static final Contestant PLAIN = new ReadVariant("plain client", new PlainClient(), MANY);
  private static final Contestant LINTEL =
      new ReadVariant("ReadRows, runner's defaults", READ_ROWS, MANY);
  private static final Contestant LINTEL_TUNED =
      new ReadVariant("ReadRows, tuned", READ_ROWS_UNCHECKED, MANY);
  private static final Contestant BEAM_TUNED =
      new ReadVariant("SpannerIO.read, tuned", SPANNER_IO_UNCHECKED, MANY);
  private static final Contestant LINTEL_FEW =
      new ReadVariant("ReadRows, runner's defaults", READ_ROWS, FEW);
  private static final Contestant BEAM_FEW =
      new ReadVariant("SpannerIO.read, runner's defaults", SPANNER_IO, FEW);

  private ReadBenchmark() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    MeasurementReport.load("before", System.err);
    var results =
        new Contest(
                List.of(PLAIN, LINTEL, LINTEL_TUNED, BEAM_TUNED, LINTEL_FEW, BEAM_FEW),
                rounds,
                System.err)
            .run();
    System.out.println(MeasurementReport.times(results, "streams"));
    var ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, results, LINTEL, PLAIN);
    MeasurementReport.addRatio(ratios, results, LINTEL_TUNED, PLAIN);
    MeasurementReport.addRatio(ratios, results, LINTEL_FEW, BEAM_FEW);
    MeasurementReport.addRatio(ratios, results, LINTEL_TUNED, BEAM_TUNED);
    System.out.println(ratios);
    MeasurementReport.load("after", System.err);
  }
}
