package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how fast rows get into a table: by the client library alone, by WriteRows and by Beam's
 * SpannerIO.write, on one emulator, by turns. Prints the tables of {@code docs/benchmarks.md} to
 * the standard output and its progress to the error stream. Takes the number of rounds as its
 * argument, 3 without.
 */
public final class WriteBenchmark {

  private static final SampleRows MANY = SampleRows.good(50_000);

  /** For what is too slow with more. */
  private static final SampleRows FEW = SampleRows.good(5_000);

  /** One percent of the rows is bad. */
  private static final SampleRows SOME_BAD = SampleRows.good(20_000).withBadEvery(100);

  private static final RowWriter WRITE_ROWS = new WriteRowsPipeline(RunnerChecks.ON);
  private static final RowWriter WRITE_ROWS_UNCHECKED = new WriteRowsPipeline(RunnerChecks.OFF);
  private static final RowWriter SPANNER_IO = new SpannerIoPipeline(RunnerChecks.ON);
  private static final RowWriter SPANNER_IO_UNCHECKED = new SpannerIoPipeline(RunnerChecks.OFF);

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
    Logging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    new WriteBenchmark(rounds, System.out, System.err).run();
  }

  private void run() {
    reportLoad("before");
    var good =
        contest(List.of(PLAIN, LINTEL, LINTEL_TUNED, BEAM_TUNED, LINTEL_FEW, BEAM_FEW)).run();
    out.println("Good rows only\n");
    out.println(times(good));
    var ratios = ratioTable();
    addRatio(ratios, good, LINTEL, PLAIN);
    addRatio(ratios, good, LINTEL_TUNED, PLAIN);
    addRatio(ratios, good, LINTEL_FEW, BEAM_FEW);
    addRatio(ratios, good, LINTEL_TUNED, BEAM_TUNED);
    out.println(ratios);

    var bad = contest(List.of(LINTEL_BAD, BEAM_BAD)).run();
    out.println("One bad row in 100\n");
    out.println(times(bad));
    var badRatios = ratioTable();
    addRatio(badRatios, bad, LINTEL_BAD, BEAM_BAD);
    out.println(badRatios);
    reportLoad("after");
  }

  private Contest contest(List<Variant> variants) {
    return new Contest(variants, rounds, progress);
  }

  private static MarkdownTable times(Map<Variant, Contest.Result> results) {
    var table =
        new MarkdownTable(
            "", "rows", "commits", "s, median", "s, min–max", "rows/s, median", "rows/s, min–max");
    results.forEach(
        (variant, result) -> {
          int rows = variant.rows().count();
          Samples seconds = result.seconds();
          Samples rates = seconds.rowsPerSecond(rows);
          table.add(
              variant.name(),
              String.format(Locale.ROOT, "%,d", rows),
              String.format(Locale.ROOT, "%,d", result.commits()),
              String.format(Locale.ROOT, "%.2f", seconds.median()),
              String.format(Locale.ROOT, "%.2f–%.2f", seconds.min(), seconds.max()),
              String.format(Locale.ROOT, "%,.0f", rates.median()),
              String.format(Locale.ROOT, "%,.0f–%,.0f", rates.min(), rates.max()));
        });
    return table;
  }

  private static MarkdownTable ratioTable() {
    return new MarkdownTable("rows per second, ratio of the medians", "rows", "ratio");
  }

  private static void addRatio(
      MarkdownTable table, Map<Variant, Contest.Result> results, Variant one, Variant other) {
    int rows = one.rows().count();
    if (rows != other.rows().count()) {
      throw new IllegalArgumentException("Only runs of equally many rows can be compared");
    }
    // Of equally many rows, so that the ratio of the rates is that of the times turned round.
    double ratio = results.get(other).seconds().median() / results.get(one).seconds().median();
    table.add(
        one.name() + " : " + other.name(),
        String.format(Locale.ROOT, "%,d", rows),
        String.format(Locale.ROOT, "%.2f", ratio));
  }

  private void reportLoad(String when) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    progress.printf(
        Locale.ROOT,
        "%d cores, Java %s; load average of the last minute %s: %.2f%n",
        system.getAvailableProcessors(),
        Runtime.version().feature(),
        when,
        system.getSystemLoadAverage());
  }
}
