package dev.lintel.benchmarks;

import java.util.List;

/** Results to show, without measuring. */
final class SampleResults {
  private SampleResults() {}

  static PairingResult write(String server) {
    return PairingResult.of(
        "write",
        server,
        Measure.rate("rows"),
        List.of(40_000.0, 44_000.0),
        List.of(16_000.0, 17_600.0),
        List.of(50_000.0, 44_000.0));
  }

  static PairingResult help() {
    return PairingResult.of(
        "process-help", "none", Measure.cost("s"), List.of(0.31234567), List.of(), List.of(0.05));
  }
}
