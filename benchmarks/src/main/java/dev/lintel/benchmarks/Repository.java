package dev.lintel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the results are in the repository.
 *
 * @param results the JSON file
 * @param charts the folder of the charts
 * @param page the page that shows the charts
 */
record Repository(Path home, Path results, Path charts, Path page) {

  static Repository at(Path home) {
    Path folder = home.resolve("benchmarks").resolve("results");
    return new Repository(
        home, folder.resolve("latest.json"), folder, home.resolve("docs/performance.md"));
  }

  /**
   * Checks that the page can take the results.
   *
   * @throws BenchUsageException if it cannot
   */
  void requirePage() throws BenchUsageException {
    try {
      PerformancePage.requireMarks(Files.readString(page));
    } catch (IOException e) {
      throw new BenchUsageException(
          "cannot read docs/performance.md, which shows the results: " + e);
    } catch (IllegalArgumentException e) {
      throw new BenchUsageException(e.getMessage());
    }
  }

  /** Writes the file, a chart for each pairing, and the part of the page that shows them. */
  void publish(LatestResults latest, BenchArguments arguments) throws IOException {
    Files.createDirectories(charts);
    Files.writeString(results, latest.toJson());
    for (Pairing pairing : Pairings.all()) {
      List<PairingResult> measured = latest.of(pairing);
      if (!measured.isEmpty()) {
        var chart = new PairingChart(pairing.names(), measured);
        Files.writeString(charts.resolve(pairing.name() + ".svg"), chart.toSvg());
      }
    }
    String before = Files.readString(page);
    Files.writeString(page, PerformancePage.replaced(before, latest, arguments));
  }
}
