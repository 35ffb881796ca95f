package dev.lintel.benchmarks;

import dev.lintel.benchmarks.PairingResult.Spread;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    return result(name, server, measure, value, sides, interleaved().run(sides.all()));
  }

  /** Compares how many seconds whole processes take. */
  PairingResult compareProcesses(String name, String server, String unit, Sides sides)
      throws Exception {
    progress.printf("%s, %s:%n", name, server);
    return result(
        name,
        server,
        Measure.cost(unit),
        Timing::seconds,
        sides,
        interleaved().runCold(sides.all()));
  }

  /** Compares how many rows a second the sides move. */
  PairingResult compareRates(String name, SpannerServer server, int rows, Sides sides)
      throws Exception {
    return compare(
        name, server.name(), Measure.rate("rows"), timing -> rows / timing.seconds(), sides);
  }

  private PairingResult result(
      String name,
      String server,
      Measure measure,
      ToDoubleFunction<Timing> value,
      Sides sides,
      List<List<Timing>> timings) {
    PairingResult result = of(name, server, measure, value, sides, timings);
    PairingResult processor =
        of(name, server, Measure.cost("s"), Timing::cpuSeconds, sides, timings);
    print("peer", result.ratioToPeer(), processor.ratioToPeer());
    print("limit", result.ratioToLimit(), processor.ratioToLimit());
    return result;
  }

  private static PairingResult of(
      String name,
      String server,
      Measure measure,
      ToDoubleFunction<Timing> value,
      Sides sides,
      List<List<Timing>> timings) {
    List<List<Double>> values =
        timings.stream().map(ofSide -> ofSide.stream().map(value::applyAsDouble).toList()).toList();
    int next = 1;
    List<Double> peer = sides.peer().isPresent() ? values.get(next++) : List.of();
    List<Double> limit = sides.limit().isPresent() ? values.get(next) : List.of();
    return PairingResult.of(name, server, measure, values.get(0), peer, limit);
  }

  private void print(String than, Optional<Spread> ratio, Optional<Spread> ofProcessorTime) {
    if (ratio.isPresent() && ofProcessorTime.isPresent()) {
      progress.printf(
          "  to the %s: %s, in processor time %s%n",
          than, Figure.of(ratio.get().median()), Figure.of(ofProcessorTime.get().median()));
    }
  }
}
