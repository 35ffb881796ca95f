package dev.lintel.benchmarks;

import dev.lintel.emulator.SpannerEmulator;

/** A way to move rows that is compared with others: one line of a table. */
interface Contestant {

  String name();

  /** Returns how many rows it moves. */
  int rowCount();

  /**
   * Moves the rows, on a database of its own.
   *
   * @return the seconds it took
   * @throws IllegalStateException if rows are missing afterwards
   */
  double run(SpannerEmulator emulator);

  /**
   * Runs on a server that counts requests.
   *
   * @return the requests that matter for this kind of contest, including retries
   */
  long requests(SpannerEmulator countingEmulator);
}
