package dev.lintel.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One call of the benchmarks.
 *
 * @param home the repository
 */
record BenchRun(Extent extent, Servers servers, Path home, PrintStream progress) {

  Interleaved interleaved() {
    return new Interleaved(extent.pairs(), progress);
  }

  /**
   * Runs the sides in turn.
   *
   * @param server the name of the server in the results
   * @param value what a timing is in the unit of the measure
   */
  PairingResult compare(
      String name, String server, Measure measure, ToDoubleFunction<Timing> value, Sides sides)
      throws Exception {
    progress.printf("%s, %s:%n", name, server);
    List<List<Double>> values =
        interleaved().run(sides.all()).stream()
            .map(timings -> timings.stream().map(value::applyAsDouble).toList())
            .toList();
    int next = 1;
    List<Double> peer = sides.peer().isPresent() ? values.get(next++) : List.of();
    List<Double> limit = sides.limit().isPresent() ? values.get(next) : List.of();
    return PairingResult.of(name, server, measure, values.get(0), peer, limit);
  }

  /** Compares how many rows a second the sides move. */
  PairingResult compareRates(String name, SpannerServer server, int rows, Sides sides)
      throws Exception {
    return compare(
        name, server.name(), Measure.rate("rows"), timing -> rows / timing.seconds(), sides);
  }
}
