package dev.lintel.benchmarks;

import java.util.List;

/** A comparison of Lintel with what a user would take instead. */
interface Pairing {

  /** Returns the name in the results, and in {@code --only}. */
  String name();

  /** Returns what its sides are called. */
  Names names();

  /**
   * Measures it.
   *
   * @return one result for each server and unit
   * @throws IllegalStateException if a program has a wrong result
   */
  List<PairingResult> measure(BenchRun run) throws Exception;
}
