package dev.lintel.benchmarks;

import dev.lintel.emulator.SpannerEmulator;

/** What is measured beside others: one line of a table. */
interface Contestant {

  String name();

  /** How many rows it moves. */
  int rowCount();

  /**
   * Moves them, on a database made for it.
   *
   * @return the seconds it took
   * @throws IllegalStateException if they are not all where they have to be afterwards
   */
  double run(SpannerEmulator emulator);

  /**
   * Runs on a server that counts.
   *
   * @return the requests that matter to this kind of contest, those of retries included
   */
  long requests(SpannerEmulator countingEmulator);
}
