package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures how fast {@code ./lintel import} and a pipeline of Beam's ParquetIO and SpannerIO.write
 * load a Parquet file, alternately on one emulator. Prints the tables of {@code docs/benchmarks.md}
 * to the standard output and its progress to the error stream. The argument is the number of
 * rounds, by default 3.
 */
public final class ImportBenchmark {
  private static final SampleRows ROWS = SampleRows.good(200_000);

  private ImportBenchmark() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    run(rounds, SampleParquetFile.write(ROWS), System.out, System.err);
  }

  private static void run(int rounds, Path file, PrintStream out, PrintStream progress) {
    var lintel = new Variant("import of a Parquet file", new ImportJob(file), ROWS);
    var beam =
        new Variant(
            "ParquetIO.read and SpannerIO.write, tuned",
            new ParquetIoPipeline(RunnerChecks.OFF, file),
            ROWS);
    MeasurementReport.load("before", progress);
    var results = new Contest(List.of(lintel, beam), rounds, progress).run();
    out.println(MeasurementReport.times(results, "commits"));
    var ratios = MeasurementReport.ratios();
    MeasurementReport.addRatio(ratios, results, lintel, beam);
    out.println(ratios);
    MeasurementReport.load("after", progress);
  }
}
